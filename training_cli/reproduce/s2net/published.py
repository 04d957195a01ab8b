"""What the S2-Net paper prints (Mei, S2-Net), typed from its tables and text. Fig. 3 is curves without numbers."""

from __future__ import annotations

#: Keypoints an image.
COUNTS = (1024, 2048, 4096)
#: Data sets as they are called in text.
SETS = {"roadscene": "RoadScene", "rgb_nir": "RGB-NIR"}
#: Base networks as they are called in text.
NETWORKS = {"d2net": "D2-Net", "r2d2": "R2D2", "cmmnet": "CMM-Net"}
#: Metric and title of each table.
TABLES = {
    1: ("nc", "Table I: number of correspondences in the extracted points (NC)"),
    2: ("ncm", "Table II: number of points correctly matched (NCM)"),
    3: ("cmr", "Table III: ratio of correct matches (CMR), percent"),
}

#: What the text says beside the numbers, or about them.
REMARKS = {
    1: "Extracted keypoints stand in a table below: not every method finds as many as K. NC counts places, not what "
    "is known of them: 4096 points strewn at random over each picture of RoadScene have an NC of about 2100.",
    2: "",
    3: "Mean over the pairs of NCM / NC. Two printed cells contradict the paper's own NC and NCM: D2-Net on RGB-NIR at "
    "K = 2048 (23.22, though 214 / 475 is 45 %) and at K = 4096 (31.33, though 508 / 1283 is 40 %).",
}
#: About Fig. 3, which is curves without numbers.
REMARK_ON_WEIGHTS = (
    "Theirs is a figure without numbers: “when λ = 0.8, it achieves the best results on D2-Net. In contrast, SSL on "
    "R2D2 offers optimal performances when λ = 0.4”."
)
#: Keypoints an image in Fig. 2.
DRAWN_COUNTS = {"roadscene": 4096, "rgb_nir": 1024}

_Cells = tuple[float, float, float]

#: Numbers at each K by metric, method and data set; CMR in percent.
THEIRS: dict[str, dict[str, dict[str, _Cells]]] = {
    "nc": {
        "SIFT": {"roadscene": (294, 788, 1537), "rgb_nir": (322, 743, 1681)},
        "RIFT": {"roadscene": (443, 1046, 1295), "rgb_nir": (351, 845, 1575)},
        "CMM-Net": {"roadscene": (176, 195, 195), "rgb_nir": (155, 438, 1146)},
        "D2-Net": {"roadscene": (183, 265, 265), "rgb_nir": (170, 475, 1283)},
        "R2D2": {"roadscene": (184, 511, 1669), "rgb_nir": (448, 953, 2015)},
        "D2-Net+SSL": {"roadscene": (449, 1033, 1538), "rgb_nir": (223, 557, 1424)},
        "R2D2+SSL": {"roadscene": (243, 668, 2015), "rgb_nir": (474, 1013, 2165)},
    },
    "ncm": {
        "SIFT": {"roadscene": (3, 6, 6), "rgb_nir": (141, 286, 541)},
        "RIFT": {"roadscene": (36, 57, 66), "rgb_nir": (111, 200, 298)},
        "CMM-Net": {"roadscene": (29, 31, 31), "rgb_nir": (36, 95, 233)},
        "D2-Net": {"roadscene": (12, 14, 14), "rgb_nir": (90, 214, 508)},
        "R2D2": {"roadscene": (30, 60, 157), "rgb_nir": (234, 458, 825)},
        "D2-Net+SSL": {"roadscene": (92, 177, 233), "rgb_nir": (127, 272, 590)},
        "R2D2+SSL": {"roadscene": (50, 93, 228), "rgb_nir": (248, 486, 903)},
    },
    "cmr": {
        "SIFT": {"roadscene": (1.37, 0.76, 0.41), "rgb_nir": (36.97, 33.45, 28.78)},
        "RIFT": {"roadscene": (8.11, 4.98, 4.49), "rgb_nir": (28.17, 21.61, 17.46)},
        "CMM-Net": {"roadscene": (16.66, 15.62, 15.62), "rgb_nir": (23.58, 21.68, 20.16)},
        "D2-Net": {"roadscene": (6.37, 5.25, 5.25), "rgb_nir": (51.00, 23.22, 31.33)},
        "R2D2": {"roadscene": (16.03, 11.89, 9.42), "rgb_nir": (47.04, 42.77, 36.27)},
        "D2-Net+SSL": {"roadscene": (20.50, 17.04, 14.46), "rgb_nir": (56.76, 48.05, 40.71)},
        "R2D2+SSL": {"roadscene": (20.17, 13.95, 11.32), "rgb_nir": (48.94, 44.97, 38.94)},
    },
}
