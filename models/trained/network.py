"""A small convolutional network, trained with torch and written as ONNX."""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn


class Network(nn.Module):
    """Convolutions, each normalised and rectified, then two full layers. `layers` are (channels, kernel, stride)."""

    def __init__(self, shape, layers, hidden, answers=1, drop=0.3):
        super().__init__()
        self.shape = shape
        widths = [shape[0], *(channels for channels, _, _ in layers)]
        self.blocks = nn.Sequential(*(
            nn.Sequential(nn.Conv2d(before, after, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(after), nn.ReLU())
            for before, (after, kernel, stride) in zip(widths, layers)
        ))
        with torch.no_grad():
            flat = self.blocks.eval()(torch.zeros(1, *shape)).numel()
        self.blocks.train()
        self.drop, self.hidden, self.out = nn.Dropout(drop), nn.Linear(flat, hidden), nn.Linear(hidden, answers)

    def forward(self, x):
        x = self.drop(self.blocks(x).flatten(1))
        return self.out(self.drop(torch.relu(self.hidden(x))))


def train(network, batches, steps, rate=4e-3, decay=0.03):
    """Fits the network to `steps` of `batches`: pairs of inputs and of answers wanted, not a number where none is known."""
    optimiser = torch.optim.AdamW(network.parameters(), rate, weight_decay=decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps)
    network.train()
    for _, (inputs, wanted) in zip(range(steps), batches):
        wanted = torch.from_numpy(np.asarray(wanted, np.float32))
        known = ~wanted.isnan()
        losses = nn.functional.binary_cross_entropy_with_logits(
            network(torch.from_numpy(inputs)), wanted.nan_to_num(0).clamp(0.02, 0.98), reduction="none")
        optimiser.zero_grad()
        (losses * known).sum().div(known.sum()).backward()
        optimiser.step()
        schedule.step()
    return network.eval()


def crops(quarters, count, chance):
    """Without an end, `count` of the crops of these quarters and the answers wanted, one a crop."""
    shown, wanted = (np.concatenate([getattr(q, key) for q in quarters]) for key in ("crops", "wanted"))
    while True:
        these = chance.choice(len(wanted), count)
        yield shown[these].astype(np.float32), wanted[these, None]


class Together(nn.Module):
    """The mean of the answers of networks of one kind that learnt apart: steadier than any of them."""

    def __init__(self, members):
        super().__init__()
        self.members = nn.ModuleList(members)

    def forward(self, x):
        return torch.stack([member(x) for member in self.members]).mean(0)


def chances(network, inputs):
    with torch.no_grad():
        return torch.sigmoid(network(torch.from_numpy(inputs))).numpy()


def keep(name, networks, whole):
    """Saves the network that learnt from all portraits, to ship, and of each quarter the one that did not learn from it, to measure by."""
    folder = Path(__file__).parent
    for place, network in (("", whole), *((f"unseen/{quarter}", network) for quarter, network in enumerate(networks))):
        (folder / place).mkdir(parents=True, exist_ok=True)
        save(network, folder / place / name)


def save(network, file):
    """As ONNX: input `input`, output `answers`, logits."""
    members = network.members if isinstance(network, Together) else [network]
    graph = Graph()
    answers = [graph.network(member, share=1 / len(members)) for member in members]
    while len(answers) > 1:
        answers.append(graph.layer("Add", answers.pop(), answers.pop()))
    graph.nodes[-1].output[0] = "answers"
    described = helper.make_graph(
        graph.nodes, "network",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, [1, *members[0].shape])],
        [helper.make_tensor_value_info("answers", TensorProto.FLOAT, [1, members[0].out.out_features])],
        graph.weights,
    )
    model = helper.make_model(described, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, file)


class Graph:
    """Nodes and weights of an ONNX graph, in the order in which they are added."""

    def __init__(self):
        self.nodes, self.weights = [], []

    def weight(self, values, kind=np.float32):
        name = f"weight{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values, dtype=kind), name))
        return name

    def bytes(self, values):
        """Weights as one byte each and a scale an answer: a quarter of the size, and the answers stay as they were to 0.01."""
        scale = np.abs(values).reshape(len(values), -1).max(1) / 127 + 1e-12
        steps = np.round(values / scale.reshape(-1, *[1] * (values.ndim - 1)))
        zero = self.weight(np.zeros(len(values)), np.int8)
        return self.layer("DequantizeLinear", self.weight(steps, np.int8), self.weight(scale), zero, axis=0)

    def layer(self, kind, *inputs, **options):
        self.nodes.append(helper.make_node(kind, inputs, [f"{len(self.nodes)}"], **options))
        return self.nodes[-1].output[0]

    def network(self, network, share):
        """Batch normalisation folded into the convolutions, the answers multiplied by `share`."""
        at = "input"
        for convolution, normal, _ in network.blocks:
            scale = (normal.weight / torch.sqrt(normal.running_var + normal.eps)).detach().numpy()
            kernel = convolution.weight.detach().numpy() * scale[:, None, None, None]
            bias = normal.bias.detach().numpy() - normal.running_mean.numpy() * scale
            at = self.layer("Conv", at, self.bytes(kernel), self.weight(bias),
                            kernel_shape=list(convolution.kernel_size), strides=list(convolution.stride),
                            pads=list(convolution.padding) * 2)
            at = self.layer("Relu", at)
        at = self.full(self.layer("Flatten", at), network.hidden)
        return self.full(self.layer("Relu", at), network.out, share)

    def full(self, at, linear, share=1.0):
        weight, bias = (part.detach().numpy() * share for part in (linear.weight, linear.bias))
        return self.layer("Gemm", at, self.bytes(weight), self.weight(bias), transB=1)
