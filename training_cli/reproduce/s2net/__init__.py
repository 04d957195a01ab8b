"""The experiments of the S2-Net paper: tables I to III, figures 2 and 3."""
