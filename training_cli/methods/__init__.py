"""Ways to find and describe keypoints, ours and those the S2-Net paper compares to."""
