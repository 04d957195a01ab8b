"""What the DFCNN paper prints (Zhang, Zhou and Li, PCM 2018), typed from its tables and text.

Figures 3, 4 and 5 are curves without numbers; of them only what the text says is here.
"""

from __future__ import annotations

#: Metrics by direction: ``optical`` is the optical image as the query, ``sar`` the SAR image.
Numbers = dict[str, dict[str, float]]

#: Label of a row -> numbers, by experiment.
THEIRS: dict[str, dict[str, Numbers]] = {
    # The Four-network is the Sub-network of Table 3's first row.
    "fig3": {
        "Four-network": {
            "optical": {"R1": 0.677, "R5": 0.805, "R10": 0.841, "mAP": 0.675},
            "sar": {"R1": 0.668, "R5": 0.790, "R10": 0.831},
        }
    },
    "fig4": {},
    "fig5": {},
    "table1": {
        "p1": {"optical": {"R1": 0.672}, "sar": {"R1": 0.650}},
        "p2": {"optical": {"R1": 0.675}, "sar": {"R1": 0.671}},
        "p3": {"optical": {"R1": 0.654}, "sar": {"R1": 0.651}},
    },
    "table2": {
        "675": {"optical": {"R1": 0.690, "R5": 0.805, "mAP": 0.647}, "sar": {"R1": 0.681, "R5": 0.798}},
        "675 scale": {"optical": {"R1": 0.694, "R5": 0.815, "mAP": 0.668}, "sar": {"R1": 0.685, "R5": 0.809}},
        "192": {"optical": {"R1": 0.675, "R5": 0.797, "mAP": 0.645}, "sar": {"R1": 0.671, "R5": 0.791}},
        "192 scale": {"optical": {"R1": 0.689, "R5": 0.813, "mAP": 0.671}, "sar": {"R1": 0.682, "R5": 0.803}},
    },
    "table3": {
        "SS + AE": {
            "optical": {"R1": 0.677, "R5": 0.805, "R10": 0.841, "mAP": 0.675},
            "sar": {"R1": 0.668, "R5": 0.790, "R10": 0.831},
        },
        "AE + AE": {
            "optical": {"R1": 0.382, "R5": 0.580, "R10": 0.651, "mAP": 0.379},
            "sar": {"R1": 0.392, "R5": 0.594, "R10": 0.662},
        },
    },
    "table4": {
        "SIFT": {"optical": {"mAP": 0.004}},
        "SCCM on SIFT": {"optical": {"mAP": 0.029}},
        "SCCM on DFCNN": {"optical": {"mAP": 0.669}},
        "CMCP": {"optical": {"mAP": 0.393}},
        "DFCNN": {"optical": {"mAP": 0.671}},
        "MISO": {"optical": {"mAP": 0.600}},
        "NetVLAD": {"optical": {"mAP": 0.262}},
    },
}

#: What the paper's text says beside its numbers.
REMARKS: dict[str, str] = {
    "fig3": "“The Four-network … works best with different metrics.” The figure is a curve without numbers; the row of "
    "the Four-network is printed in Table 3.",
    "fig4": "“In most cases, there is no significant performance degradation. However, the result becomes worse when "
    "only one CAC feature is used.” The figure has ten cases; which numbers of features they are is not in "
    "the text; ours are powers of two.",
    "fig5": "“The result only drops by about 1 percent when the resolution changes from original 15×15 on p4 to 8×8. "
    "However, the performance degrades a lot with other sizes.” The figure is a curve without numbers.",
    "table1": "“Compared to the single feature p4+2conv+1pool, this fused feature brings in an average 1.65% "
    "performance improvement in Recall-1.”",
    "table2": "“The weighting has a positive effect on all metrics.”",
    "table3": "SS: OptNet from semantic segmentation; AE: from an autoencoder. SarNet comes from an autoencoder.",
    "table4": "“The methods with deep features have obvious advantages over the methods with SIFT features. … The "
    "result of SCCM method heavily relies on the basic features. Among three deep models, our method has the best "
    "performance. … Our method has the shortest inference time.” Only the mAP with the optical image as the query is "
    "printed.",
}
