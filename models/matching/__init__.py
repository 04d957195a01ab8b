"""Keypoint matching of an optical and a SAR image, with a verdict that says whether to believe it.

``pair`` is the entry point; it extracts features (``features``), pairs them (``matcher``), finds the
geometric model they agree on (``robust``, ``geometry``), measures it on points held out of the fit
(``accuracy``) and judges it (``verdict``). ``refit`` follows the user's editing of the matches; ``result``
is what all of them exchange.
"""
