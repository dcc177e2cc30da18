"""Figures handed over: to funder, sponsor, ethics committee and journals."""
