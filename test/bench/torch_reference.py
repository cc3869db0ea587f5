"""The benchmark's work in PyTorch: training steps (Adam, fused where it can) and scoring of the paper's
MLP and CNN-1 at batch 128. Prints one JSON line a measurement: python torch_reference.py THREADS"""
import json
import sys
import time

import torch
from torch import nn

threads = int(sys.argv[1])
torch.set_num_threads(threads)
torch.manual_seed(1)


def mlp():
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 256), nn.ReLU(), nn.Linear(256, 10))


def cnn1():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3), nn.ReLU(), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(9216, 128), nn.ReLU(), nn.Linear(128, 128), nn.ReLU(), nn.Linear(128, 10))


def rate(work, batches, size):
    work()
    fastest = float('inf')
    for _ in range(3):
        began = time.perf_counter()
        for _ in range(batches):
            work()
        fastest = min(fastest, time.perf_counter() - began)
    return batches * size / fastest


for name, make, train_batches, score_batches in [('MLP', mlp, 100, 150), ('CNN-1', cnn1, 8, 8)]:
    network = make()
    images = torch.rand(128, 1, 28, 28)
    labels = torch.randint(0, 10, (128,))
    loss = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(network.parameters(), 3e-4, fused=True)

    def step():
        optimizer.zero_grad(set_to_none=True)
        loss(network(images), labels).backward()
        optimizer.step()

    def score():
        with torch.inference_mode():
            network(images)

    print(json.dumps({'name': name, 'torch': torch.__version__, 'training': rate(step, train_batches, 128), 'scoring': rate(score, score_batches, 128)}), flush=True)
