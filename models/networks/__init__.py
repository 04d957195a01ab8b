"""The networks: DFCNN for retrieval, S2-Net for keypoints, and what they are built from."""
