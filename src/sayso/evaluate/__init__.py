"""Measuring on gold: one adapter a gold set, each giving named scores from 0 to 100, held by floors."""
