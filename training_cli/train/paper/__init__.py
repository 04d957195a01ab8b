"""The DFCNN paper's recipe: OED, SED, Sub-network and DFCNN, trained one after another (sections 2.2 and 3.2)."""
