"""The benchmark's work by Keras's own fit and predict: the paper's MLP and CNN-1 at batch 128, images per
second of the faster of two rounds. Prints one JSON line a network: python keras_reference.py THREADS"""
import json
import os
import sys
import time

threads = int(sys.argv[1])
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
import tensorflow as tf

tf.config.threading.set_intra_op_parallelism_threads(threads)
keras.utils.set_random_seed(1)
layers = keras.layers


def mlp():
    return [layers.Flatten(), layers.Dense(512, "relu"), layers.Dense(256, "relu"), layers.Dense(10, "softmax")]


def cnn1():
    return [layers.Conv2D(32, 3, activation="relu"), layers.Conv2D(64, 3, activation="relu"), layers.MaxPooling2D(), layers.Flatten(),
            layers.Dense(128, "relu"), layers.Dense(128, "relu"), layers.Dense(10, "softmax")]


def fastest(work, count):
    work()
    best = float("inf")
    for _ in range(2):
        began = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - began)
    return count / best


for name, make, train, score in [("MLP", mlp, 25_600, 20_000), ("CNN-1", cnn1, 1_280, 2_000)]:
    network = keras.Sequential([keras.Input((28, 28, 1)), *make()])
    network.compile(optimizer=keras.optimizers.Adam(3e-4), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    images = np.random.default_rng(1).random((max(train, score), 28, 28, 1), dtype=np.float32)
    labels = np.random.default_rng(2).integers(0, 10, len(images))
    training = fastest(lambda: network.fit(images[:train], labels[:train], batch_size=128, epochs=1, verbose=0), train)
    scoring = fastest(lambda: network.predict(images[:score], batch_size=500, verbose=0), score)
    print(json.dumps({"name": name, "keras": f"{keras.__version__} on TensorFlow {tf.__version__}", "training": training, "scoring": scoring}), flush=True)
