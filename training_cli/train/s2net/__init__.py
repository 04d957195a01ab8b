"""S2-Net: D2-Net and R2D2 trained across modalities, with and without self-supervision."""
