use crate::VisionError;
use crate::depthwise::Depthwise;
use rten::{Model, ModelOptions, NodeId, OpRegistry, RunOptions, ThreadPool, ValueOrView, op_registry};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};
use std::sync::Arc;

/// One network, loaded once, run on a thread pool of its own so that a caller's rayon tasks can't starve it.
pub struct Network {
    file: &'static str,
    model: Model,
    /// What is computed here and not by the engine, in the order in which each needs the one before.
    layers: Vec<Layer>,
    pool: Arc<ThreadPool>,
}

/// A convolution of a network by whose output the engine goes on.
struct Layer {
    input: NodeId,
    output: NodeId,
    convolution: Depthwise,
    /// Whether the network's output is made of the input too.
    kept: bool,
}

impl Network {
    fn load(file: &'static str, bytes: Vec<u8>, pool: &Arc<ThreadPool>) -> Result<Self, VisionError> {
        let model = ModelOptions::with_ops(operators())
            .load(bytes)
            .map_err(|e| VisionError::Weights { file, reason: e.to_string() })?;
        let mut network = Self { file, model, layers: Vec::new(), pool: Arc::clone(pool) };
        let listed = network.metadata("depthwise").unwrap_or_default().lines();
        network.layers = listed.map(|line| network.listed(line)).collect::<Result<_, _>>()?;
        Ok(network)
    }

    /// A layer as `models/simplify.py` lists it: input, output, weights, bias, rows and columns of a step, whether it is kept.
    fn listed(&self, line: &str) -> Result<Layer, VisionError> {
        let wrong = || VisionError::Weights { file: self.file, reason: format!("lists no convolution: {line}") };
        let node = |name| self.model.find_node(name).ok_or_else(wrong);
        let constant = |name| self.compute(Vec::new(), &[node(name)?])?.pop().ok_or_else(wrong);
        let step = |number: &str| number.parse().map_err(|_| wrong());
        let [input, output, weights, bias, down, across, kept] = *line.split(' ').collect::<Vec<_>>() else {
            return Err(wrong());
        };
        let weights = constant(weights)?.try_into().map_err(|_| wrong())?;
        let bias = constant(bias)?.try_into().map_err(|_| wrong())?;
        let convolution = Depthwise::new(&weights, &bias, [step(down)?, step(across)?]).ok_or_else(wrong)?;
        Ok(Layer { input: node(input)?, output: node(output)?, convolution, kept: kept == "1" })
    }

    /// Runs the network on `input` (batch, channel, height, width) and returns its outputs in the file's order.
    pub fn run(&self, input: NdTensor<f32, 4>) -> Result<Vec<Tensor<f32>>, VisionError> {
        let (mut known, mut kept) = (vec![(self.input()?, ValueOrView::from(input))], Vec::new());
        for layer in &self.layers {
            let input = self.of_rank_4(self.compute(known, &[layer.input])?)?;
            known = vec![(layer.output, layer.convolution.run(input.view()).into())];
            if layer.kept {
                kept.push((layer.input, input.into()));
            }
        }
        known.extend(kept);
        self.compute(known, self.model.output_ids())
    }

    /// Runs the network on `input` as far as the layer whose output the file calls `name`, and returns that.
    pub fn layer(&self, name: &str, input: NdTensor<f32, 4>) -> Result<NdTensor<f32, 4>, VisionError> {
        let id = self.model.node_id(name).map_err(|e| self.failure(e))?;
        self.of_rank_4(self.compute(vec![(self.input()?, input.into())], &[id])?)
    }

    fn input(&self) -> Result<NodeId, VisionError> {
        self.model.input_ids().first().copied().ok_or_else(|| self.failure("no input"))
    }

    fn of_rank_4(&self, outputs: Vec<Tensor<f32>>) -> Result<NdTensor<f32, 4>, VisionError> {
        let output = outputs.into_iter().next().ok_or_else(|| self.failure("no output"))?;
        output.try_into().map_err(|_| self.failure("layer is not of rank 4"))
    }

    /// Has the engine compute `outputs` from what is `known`.
    fn compute(
        &self,
        known: Vec<(NodeId, ValueOrView<'_>)>,
        outputs: &[NodeId],
    ) -> Result<Vec<Tensor<f32>>, VisionError> {
        let mut options = RunOptions::default();
        options.thread_pool = Some(Arc::clone(&self.pool));
        let outputs = self.model.run(known, outputs, Some(options)).map_err(|e| self.failure(e))?;
        outputs.into_iter().map(|value| value.try_into().map_err(|_| self.failure("output is not float"))).collect()
    }

    fn failure(&self, reason: impl ToString) -> VisionError {
        VisionError::Network { file: self.file, reason: reason.to_string() }
    }

    /// A text of the file's metadata.
    pub fn metadata(&self, key: &str) -> Option<&str> {
        self.model.metadata().get(key)
    }
}

/// The operators that the networks use. Whoever swaps a network for one with others adds them here: loading says which is
/// missing. All that the engine knows would weigh megabytes more on every phone.
#[rustfmt::skip]
fn operators() -> OpRegistry {
    op_registry!(
        Add, AveragePool, Concat, Conv, ConvTranspose, DequantizeLinear, Div, Erf, Flatten, Gemm, GlobalAveragePool,
        HardSigmoid, HardSwish, Identity, LayerNormalization, MatMul, MaxPool, Mul, PRelu, Pad, ReduceMean, Relu,
        Reshape, Resize, Shape, Sigmoid, Slice, Softmax, Squeeze, Transpose, Unsqueeze
    )
}

/// All networks, loaded once and shared by every check.
pub struct Models {
    pool: Arc<ThreadPool>,
    /// PP-OCRv4 detector: probability of text, at the input's size.
    pub text_detector: Network,
    /// PP-OCRv6 recogniser: one line of text, 48 px high.
    pub text_recogniser: Network,
    /// What the recogniser's classes stand for, without the blank.
    pub characters: Vec<String>,
    /// BlazeFace short range, 128².
    pub face_short: Network,
    /// BlazeFace full range, 192².
    pub face_full: Network,
    /// Face mesh of 468 points and presence, 192².
    pub face_mesh: Network,
    /// Whether an eye is closed, from a layer of `face_short`: our own, built in.
    pub eyes: Network,
    /// Where an eye looks, 48×32 grey: our own, built in.
    pub gaze: Network,
    /// Whether the mouth is open, from a layer of `face_short`: our own, built in.
    pub mouth: Network,
    /// What covers the hair, the eyes, the face, from a layer of `face_short`: our own, built in.
    pub worn: Network,
    /// What covers the hair, from a layer of `text_detector`: our own, built in.
    pub hat: Network,
}

impl Models {
    /// The weight files that are read.
    pub const FILES: [&str; 5] = [
        "ch_PP-OCRv4_det_infer.onnx",
        "PP-OCRv6_rec_small.onnx",
        "face_detection_short_range.onnx",
        "face_detection_full_range.onnx",
        "face_landmark.onnx",
    ];

    /// Loads every network. `read` gives the bytes of a weight file by its name; `threads` is how many threads a run may use.
    pub fn load<E: ToString>(read: impl Fn(&str) -> Result<Vec<u8>, E>, threads: usize) -> Result<Self, VisionError> {
        let pool = Arc::new(ThreadPool::with_num_threads(threads.max(1)));
        let load = |file: &'static str| {
            let bytes = read(file).map_err(|e| VisionError::Weights { file, reason: e.to_string() })?;
            Network::load(file, bytes, &pool)
        };
        let [detector, recogniser, face_short, face_full, face_mesh] = Self::FILES;
        let text_recogniser = load(recogniser)?;
        // The list stands in the file; the blank between words is the last class and not in it.
        let listed = text_recogniser.metadata("character").unwrap_or_default();
        let characters = listed.lines().chain([" "]).map(str::to_owned).collect();
        Ok(Self {
            pool: Arc::clone(&pool),
            text_detector: load(detector)?,
            text_recogniser,
            characters,
            face_short: load(face_short)?,
            face_full: load(face_full)?,
            face_mesh: load(face_mesh)?,
            eyes: Network::load("eyes.onnx", include_bytes!("../../../models/trained/eyes.onnx").to_vec(), &pool)?,
            gaze: Network::load("gaze.onnx", include_bytes!("../../../models/trained/gaze.onnx").to_vec(), &pool)?,
            mouth: Network::load("mouth.onnx", include_bytes!("../../../models/trained/mouth.onnx").to_vec(), &pool)?,
            worn: Network::load("worn.onnx", include_bytes!("../../../models/trained/worn.onnx").to_vec(), &pool)?,
            hat: Network::load("hat.onnx", include_bytes!("../../../models/trained/hat.onnx").to_vec(), &pool)?,
        })
    }

    /// Takes other weights for a network of our own: what is built in has learnt from every portrait at hand, measuring needs weights
    /// that have not seen the one measured. `read` gives the bytes of `eyes.onnx`, `gaze.onnx`, `mouth.onnx`, `worn.onnx`, `hat.onnx`.
    pub fn with_own<E: ToString>(mut self, read: impl Fn(&str) -> Result<Vec<u8>, E>) -> Result<Self, VisionError> {
        for own in [&mut self.eyes, &mut self.gaze, &mut self.mouth, &mut self.worn, &mut self.hat] {
            let bytes = read(own.file).map_err(|e| VisionError::Weights { file: own.file, reason: e.to_string() })?;
            *own = Network::load(own.file, bytes, &self.pool)?;
        }
        Ok(self)
    }

    /// Does the work of one check on the networks' own threads, decoding too: elsewhere it would take threads of its own, and
    /// every thread's heap keeps what it once held (in all a third more memory on Linux).
    pub fn check<R: Send>(&self, work: impl FnOnce() -> R + Send) -> R {
        self.pool.run(work)
    }
}
