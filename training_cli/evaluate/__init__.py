"""Evaluation: the figures that every table and card reports."""
