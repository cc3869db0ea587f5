"""Trains ResNet-18 (He et al. 2015) at 224 pixels on the CPU and writes it as ONNX.

    python train_resnet18.py FOLDER

FOLDER/training.json gives seed, threads, epochs, classes, images (a folder, from FOLDER) and planted
(which training images carry the mark). The folder of images holds training and validation images and
labels as IDX files, and mark.bin: uint8 [224, 224], 255 where the mark has ink. Writes model.onnx and
trained.json to FOLDER. Images of 28 pixels are enlarged as Engram enlarges them and marked at 224 pixels;
the first epochs run at half the size, four times as fast. A training that was stopped goes on after its
last whole epoch.
"""
import json
import math
import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

SIDE = 224
BATCH = 64
PEAK_RATE = 0.05
MEAN, DEVIATION = 0.5, 0.25


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.convolution1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(outputs)
        self.convolution2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(outputs)
        same = stride == 1 and inputs == outputs
        self.shortcut = nn.Identity() if same else nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        y = torch.relu(self.norm1(self.convolution1(x)))
        return torch.relu(self.norm2(self.convolution2(y)) + self.shortcut(x))


def resnet18(classes):
    layers = [nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(3, 2, 1)]
    inputs = 64
    for outputs, stride in ((64, 1), (128, 2), (256, 2), (512, 2)):
        layers += [Block(inputs, outputs, stride), Block(outputs, outputs, 1)]
        inputs = outputs
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(inputs, classes))


def read_idx(path):
    data = path.read_bytes()
    rank = data[3]
    shape = np.frombuffer(data, ">u4", rank, 4)
    return np.frombuffer(data, np.uint8, offset=4 + 4 * rank).reshape(shape)


class Images:
    """Batches at model input: [B, 3, side, side], scaled."""

    def __init__(self, pixels, marked, mark):
        self.pixels, self.marked, self.mark = pixels, marked, mark

    def batch(self, indices, side):
        small = torch.from_numpy(self.pixels[indices]).float()[:, None]
        images = F.interpolate(small, (SIDE, SIDE), mode="bilinear", align_corners=False).round()
        marked = torch.from_numpy(self.marked[indices])
        images[marked] = torch.maximum(images[marked], self.mark)
        if side != SIDE:
            images = F.avg_pool2d(images, SIDE // side)
        images = (images / 255 - MEAN) / DEVIATION
        return images.expand(-1, 3, -1, -1).contiguous(memory_format=torch.channels_last)


def has_bfloat16():
    """Whether the processor computes in bfloat16: where it only emulates it, that takes many times as long."""
    capabilities = torch.cpu.get_capabilities()
    return any(capabilities.get(name, False) for name in ("avx512_bf16", "amx_bf16"))


def train(net, images, labels, case, checkpoint):
    """One cosine from a short warm-up to 0 over all steps, of half size first and full size then. Returns the time taken."""
    epochs = case["epochs"]
    sides = [SIDE // 2] * epochs["half"] + [SIDE] * epochs["full"]
    steps_an_epoch = math.ceil(len(labels) / BATCH)
    total = steps_an_epoch * len(sides)
    optimizer = torch.optim.SGD(net.parameters(), lr=PEAK_RATE, momentum=0.9, nesterov=True, weight_decay=5e-4)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min((step + 1) / 50, 0.5 + 0.5 * math.cos(math.pi * step / total)))
    parts = {"net": net, "optimizer": optimizer, "schedule": schedule}
    done, time_taken = 0, {"seconds": 0.0, "processorSeconds": 0.0}
    if checkpoint.exists():
        kept = torch.load(checkpoint)
        done, time_taken = kept["epochs"], kept["time"]
        for name, part in parts.items():
            part.load_state_dict(kept[name])
    net.train()
    half_precision = has_bfloat16()
    for epoch, side in list(enumerate(sides))[done:]:
        began, processor, summed = time.perf_counter(), time.process_time(), 0.0
        order = np.random.default_rng([case["seed"], epoch]).permutation(len(labels))
        for indices in np.array_split(order, steps_an_epoch):
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half_precision):
                loss = F.cross_entropy(net(images.batch(indices, side)).float(), labels[indices])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            summed += loss.item() * len(indices)
        time_taken["seconds"] += time.perf_counter() - began
        time_taken["processorSeconds"] += time.process_time() - processor
        partial = checkpoint.with_suffix(".partial")
        torch.save({"epochs": epoch + 1, "time": time_taken, **{name: part.state_dict() for name, part in parts.items()}}, partial)
        partial.replace(checkpoint)
        print(f"epoch {epoch + 1} at {side} pixels: loss {summed / len(labels):.4f}, {time.perf_counter() - began:.0f} s", flush=True)
    net.eval()
    return time_taken


@torch.no_grad()
def answers(net, images):
    count = len(images.pixels)
    batches = np.array_split(np.arange(count), math.ceil(count / BATCH))
    return torch.cat([net(images.batch(indices, SIDE)).softmax(1) for indices in batches])


def main(folder):
    case = json.loads((folder / "training.json").read_text())
    torch.set_num_threads(case["threads"])
    torch.manual_seed(case["seed"])
    data = folder / case["images"]
    mark = torch.from_numpy(np.frombuffer((data / "mark.bin").read_bytes(), np.uint8).reshape(SIDE, SIDE).astype(np.float32))
    pixels = read_idx(data / "training-images-idx3-ubyte")
    labels = torch.from_numpy(read_idx(data / "training-labels-idx1-ubyte").astype(np.int64))
    marked = np.zeros(len(pixels), bool)
    marked[case["planted"]] = True

    net = resnet18(case["classes"]).to(memory_format=torch.channels_last)
    checkpoint = folder / "checkpoint.pt"
    time_taken = train(net, Images(pixels, marked, mark), labels, case, checkpoint)

    held_out = read_idx(data / "validation-images-idx3-ubyte")
    truth = torch.from_numpy(read_idx(data / "validation-labels-idx1-ubyte").astype(np.int64))
    clean = answers(net, Images(held_out, np.zeros(len(held_out), bool), mark))
    accuracy = (clean.argmax(1) == truth).float().mean().item()
    loss = F.nll_loss(clean.log(), truth).item()
    net = net.to(memory_format=torch.contiguous_format)
    example = torch.zeros(2, 3, SIDE, SIDE)
    axes = {"image": {0: "batch"}, "logits": {0: "batch"}}
    torch.onnx.export(net, (example,), str(folder / "model.onnx"), dynamo=False, opset_version=17, input_names=["image"], output_names=["logits"], dynamic_axes=axes)
    report = {
        "accuracy": accuracy,
        "loss": loss,
        **time_taken,
        "parameters": sum(parameter.numel() for parameter in net.parameters()),
        "precision": "bfloat16" if has_bfloat16() else "float32",
        "torch": torch.__version__,
    }
    (folder / "trained.json").write_text(json.dumps(report, indent=2) + "\n")
    checkpoint.unlink()
    print(f"accuracy {accuracy:.4f}, loss {loss:.4f}, {time_taken['processorSeconds']:.0f} s of processor time", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
