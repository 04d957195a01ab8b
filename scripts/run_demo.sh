#!/usr/bin/env bash
# The main job. With a display: QGIS with the plugin enabled and the sample project loaded. Without one: the same under a
# virtual display, driven as an analyst would, leaving pictures and results in build/demo.
#
# OPTOSAR_DEMO_SAMPLE   folder of the sample (default build/sample; made when it is not there)
# OPTOSAR_DEMO_OUT      folder of pictures and results (default build/demo)
# OPTOSAR_DEMO_PLUGINS  folder that holds optosar/ (default build/plugins, which links to this repository)
# OPTOSAR_DEMO_HEADLESS 1 drives the demo even where there is a display
# OPTOSAR_DEMO_WINDOW   size of QGIS's window in the pictures (default 1600x1000)
# OPTOSAR_DEMO_TIMEOUT  seconds after which a driven demo has failed (default 1200)
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
sample=${OPTOSAR_DEMO_SAMPLE:-$root/build/sample}
out=${OPTOSAR_DEMO_OUT:-$root/build/demo}
plugins=${OPTOSAR_DEMO_PLUGINS:-$root/build/plugins}
python=$root/.venv/bin/python

[[ -f $sample/sample.qgz ]] || "$root/.venv/bin/optosar" sample "$sample"

# QGIS is told the engine's interpreter: the one that `make setup` made. PROJ_LIB and GDAL_DATA of other programs would
# lead GDAL of the engine astray.
export OPTOSAR_ENGINE_PYTHON=${OPTOSAR_ENGINE_PYTHON:-$python}
export QGIS_PLUGINPATH=$plugins
unset PROJ_LIB PROJ_DATA GDAL_DATA

enable_plugin() { # in the profile folder $1
    local settings=$1/profiles/default/QGIS/QGIS3.ini
    mkdir -p "$(dirname "$settings")"
    [[ -f $settings ]] || printf '[PythonPlugins]\noptosar=true\n\n[qgis]\ncheckVersion=false\nwarnOldProjectVersion=false\n' >"$settings"
}

if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} && ${OPTOSAR_DEMO_HEADLESS:-0} != 1 ]]; then
    enable_plugin "$root/build/profile"
    echo "Opening QGIS with the sample project $sample/sample.qgz"
    exec qgis --nologo --noversioncheck --profiles-path "$root/build/profile" --profile default \
        --project "$sample/sample.qgz"
fi

# A driven run starts from nothing, so that it shows what a new user sees.
mkdir -p "$out"
rm -rf "$out"/summary.json "$out"/*.txt "$out"/*.png "$out/index" "$out/export"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -m 700 "$scratch/runtime"
enable_plugin "$scratch/profile"

export OPTOSAR_DEMO_SCRIPTS=$root/scripts OPTOSAR_DEMO_SAMPLE=$sample OPTOSAR_DEMO_OUT=$out
export XDG_RUNTIME_DIR=$scratch/runtime PYTHONUNBUFFERED=1
export QT_QPA_PLATFORM=xcb LIBGL_ALWAYS_SOFTWARE=1

echo "Driving QGIS under a virtual display; pictures and results go to $out"
status=0
xvfb-run -a -s "-screen 0 1600x1000x24" bash "$root/scripts/demo/watched.sh" "$out" "${OPTOSAR_DEMO_TIMEOUT:-1200}" \
    qgis --nologo --noversioncheck --profiles-path "$scratch/profile" --profile default \
    --project "$sample/sample.qgz" --code "$root/scripts/demo/start.py" || status=$?

# QGIS may end badly after the work was done; what counts is what the summary says.
"$python" "$root/scripts/demo/report.py" "$out" "$status"
