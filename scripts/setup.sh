#!/usr/bin/env bash
# Sets up everything that `make run`, `make test` and the command line need: system packages, and .venv with pinned
# Python packages. Safe to repeat, continues where it was interrupted, and returns at once when nothing changed.
set -euo pipefail
cd "$(dirname "$0")/.."

python=/usr/bin/python3 # QGIS's own interpreter: another python3 on PATH could not import qgis
venv=.venv
stamp=$venv/.optosar-setup
system_packages=(qgis python3-qgis python3-venv xvfb xauth xdotool imagemagick qttools5-dev-tools)

say() { printf '\033[1m%s\033[0m\n' "setup: $*"; }
stop() {
    printf 'setup: %s\n' "$@" >&2
    exit 1
}

# One key over all that decides what gets installed.
key=$({ cat requirements/constraints.txt scripts/setup.sh && sed '/^\[tool\./,$d' pyproject.toml; } | sha256sum | cut -d' ' -f1)
if [[ -x $venv/bin/python && -x /usr/bin/qgis && "$(cat "$stamp" 2>/dev/null)" == "$key" ]]; then
    exit 0
fi

if ! command -v apt-get >/dev/null || ! grep -qiE '^ID(_LIKE)?=.*(debian|ubuntu)' /etc/os-release 2>/dev/null; then
    stop "automatic set-up covers Debian 12 and newer, and Ubuntu 24.04 and newer; this is another system." \
        "docs/install.md says how to install OptoSAR into an existing QGIS on Windows, macOS and other Linuxes."
fi

missing=()
for package in "${system_packages[@]}"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
if ((${#missing[@]})); then
    root=()
    if ((EUID != 0)); then
        command -v sudo >/dev/null ||
            stop "system packages are missing and there is no sudo. As root: apt-get install ${missing[*]}"
        say "administrator rights are used once, to install: ${missing[*]}"
        root=(sudo)
    fi
    say "installing system packages: ${missing[*]}"
    # An interrupted earlier installation is finished first; both commands do nothing where all is well.
    "${root[@]}" dpkg --configure -a
    "${root[@]}" apt-get update -q
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
fi

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    stop "$("$python" --version) is too old for the pinned packages: Debian 12, Ubuntu 24.04 or newer is needed."

# A venv that was cut off while it was made has no working pip.
if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    say "making $venv with the packages of the system's Python visible, QGIS among them"
    rm -rf "$venv"
    "$python" -m venv --system-site-packages "$venv"
fi

install() { "$venv/bin/python" -m pip install -q --disable-pip-version-check -c requirements/constraints.txt "$@"; }

say "installing the pinned Python packages (several hundred MB the first time)"
install setuptools packaging # the system's own packaging may be too old for this setuptools
torch=$(sed -n 's/^torch==//p' requirements/constraints.txt)
if ! command -v nvidia-smi >/dev/null || ! nvidia-smi >/dev/null 2>&1; then
    # Without a GPU the CUDA build would be several GB for nothing.
    if ! "$venv/bin/python" -c "import importlib.metadata as m, sys; sys.exit(not m.version('torch').startswith('$torch'))" 2>/dev/null; then
        say "no NVIDIA GPU: installing the CPU build of torch $torch"
        install "torch==$torch+cpu" 2>/dev/null ||
            install "torch==$torch" --index-url https://download.pytorch.org/whl/cpu --extra-index-url https://pypi.org/simple ||
            stop "the CPU build of torch $torch could not be installed; see the messages above."
    fi
fi
install --no-build-isolation -e ".[train,test,lint]"
install "torch==$torch"

"$venv/bin/python" -c 'import numpy, torch, faiss, rasterio, qgis.core' ||
    stop "the packages are installed but do not import together; see the message above. Remove $venv and repeat."
printf '%s' "$key" >"$stamp"
say "done"
