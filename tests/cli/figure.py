#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The figure of bench_frames.py as a matplotlib script would draw it: filled contours,
lines, labels, arrows and a descent, 1920x1080.  What stays is drawn up once; of each
frame only the path is new.  Usage: figure.py FOLDER FRAMES"""
import sys

import matplotlib
matplotlib.use('Agg')
import matplotlib.pyplot as plt
import numpy as np

FOLDER, FRAMES, STEPS = sys.argv[1], int(sys.argv[2]), 120


def f(x, y):
    return (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2


def gradient(x, y):
    return (4 * x * (x * x + y - 11) + 2 * (x + y * y - 7),
            2 * (x * x + y - 11) + 4 * y * (x + y * y - 7))


path = [(-0.5, -0.8)]
for _ in range(STEPS):
    x, y = path[-1]
    gx, gy = gradient(x, y)
    path.append((x - 0.004 * gx, y - 0.004 * gy))
path = np.array(path)

x, y = np.meshgrid(np.linspace(-8.9, 8.9, 480), np.linspace(-5, 5, 270))
figure, axes = plt.subplots(figsize=(19.2, 10.8), dpi=100)
levels = np.linspace(0, 800, 33)
axes.contourf(x, y, f(x, y), levels=levels, cmap='Blues', extend='max')
lines = axes.contour(x, y, f(x, y), levels=levels, colors='0.3', linewidths=1)
axes.clabel(lines, lines.levels[::4])
u, v = np.meshgrid(np.linspace(-8.5, 8.5, 30), np.linspace(-4.7, 4.7, 17))
gx, gy = gradient(u, v)
root = np.hypot(gx, gy) ** 0.5 + 1e-9
axes.quiver(u, v, gx / root, gy / root, color='0.2', width=0.0015)
axes.set_aspect('equal')
axes.set_title('f(x, y) = (x² + y − 11)² + (x + y² − 7)²')
line, = axes.plot([], [], 'o-', color='crimson', label='GD η 0.004')
axes.legend()
for k in range(FRAMES):
    shown = STEPS * (k / (FRAMES - 1) if FRAMES > 1 else 1)
    whole = int(shown)
    seen = path[:whole + 1]
    if whole < STEPS:
        part = path[whole] + (shown - whole) * (path[whole + 1] - path[whole])
        seen = np.vstack([seen, part])
    line.set_data(seen[:, 0], seen[:, 1])
    figure.savefig(f'{FOLDER}/m_{k:04d}.png')
