"""Training and test data: registered optical/SAR pairs from any layout, cropped and augmented in register."""
