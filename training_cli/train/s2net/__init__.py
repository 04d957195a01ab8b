"""S2-Net: D2-Net, R2D2 and CMM-Net trained across modalities, with and without self-supervision."""
