using Tessera.Models.Managed.Graphs;
using Tessera.Models.Managed.Operators.Activations;
using Tessera.Models.Managed.Operators.Arithmetic;
using Tessera.Models.Managed.Operators.Comparisons;
using Tessera.Models.Managed.Operators.Convolutions;
using Tessera.Models.Managed.Operators.Matrices;
using Tessera.Models.Managed.Operators.Normalization;
using Tessera.Models.Managed.Operators.Pooling;
using Tessera.Models.Managed.Operators.Reductions;
using Tessera.Models.Managed.Operators.Resizing;
using Tessera.Models.Managed.Operators.Shapes;

namespace Tessera.Models.Managed.Operators;

/// <summary>The operators that the managed runtime has, by TensorFlow's names.</summary>
static class OperatorRegistry
{
    static readonly Dictionary<string, IOperator> s_operators = new()
    {
        ["Abs"] = new UnaryOperator<Absolute>(),
        ["Add"] = new BinaryOperator<Add>(),
        ["AddN"] = new Sum(),
        ["AddV2"] = new BinaryOperator<Add>(),
        ["ArgMax"] = new ArgMax(),
        ["AvgPool"] = new AveragePooling(),
        ["BatchMatMulV2"] = new BatchMatrixProduct(),
        ["BatchToSpaceND"] = new BatchToSpace(),
        ["BiasAdd"] = new BiasAdd(),
        ["BroadcastTo"] = new BroadcastTo(),
        ["Cast"] = new Cast(),
        ["Ceil"] = new UnaryOperator<Ceiling>(),
        ["ConcatV2"] = new Concatenate(),
        ["Conv2D"] = new Convolution2D(),
        ["Conv2DBackpropInput"] = new TransposedConvolution2D(),
        ["Cos"] = new UnaryOperator<Cosine>(),
        ["Cumsum"] = new CumulativeSum(),
        ["DepthToSpace"] = new DepthToSpace(),
        ["DepthwiseConv2dNative"] = new DepthwiseConvolution2D(),
        ["Einsum"] = new Einsum(),
        ["Elu"] = new UnaryOperator<ExponentialLinear>(),
        ["EnsureShape"] = new Identity(),
        ["Equal"] = new ComparisonOperator<Equal>(),
        ["Erf"] = new UnaryOperator<ErrorFunction>(),
        ["Exp"] = new UnaryOperator<Exponential>(),
        ["ExpandDims"] = new ExpandDimensions(),
        ["Expm1"] = new UnaryOperator<ExponentialMinusOne>(),
        ["Fill"] = new Fill(),
        ["Floor"] = new UnaryOperator<Floor>(),
        ["FloorDiv"] = new BinaryOperator<FloorDivide>(),
        ["FloorMod"] = new BinaryOperator<FloorRemainder>(),
        ["FusedBatchNorm"] = new FusedBatchNorm(),
        ["FusedBatchNormV2"] = new FusedBatchNorm(),
        ["FusedBatchNormV3"] = new FusedBatchNorm(),
        ["GatherV2"] = new Gather(),
        ["Greater"] = new ComparisonOperator<Greater>(),
        ["GreaterEqual"] = new ComparisonOperator<GreaterOrEqual>(),
        ["Identity"] = new Identity(),
        ["LeakyRelu"] = new LeakyRelu(),
        ["Less"] = new ComparisonOperator<Less>(),
        ["LessEqual"] = new ComparisonOperator<LessOrEqual>(),
        ["Log"] = new UnaryOperator<Logarithm>(),
        ["Log1p"] = new UnaryOperator<LogarithmOfOnePlus>(),
        ["LogicalAnd"] = new LogicalOperator((x, y) => x && y),
        ["LogicalNot"] = new LogicalNot(),
        ["LogicalOr"] = new LogicalOperator((x, y) => x || y),
        ["LogSoftmax"] = new LogSoftmax(),
        ["MatMul"] = new MatrixProduct(),
        ["Max"] = new Reduction<MaximumOf>(),
        ["Maximum"] = new BinaryOperator<Maximum>(),
        ["MaxPool"] = new MaximumPooling(),
        ["Mean"] = new Mean(),
        ["Min"] = new Reduction<MinimumOf>(),
        ["Minimum"] = new BinaryOperator<Minimum>(),
        ["MirrorPad"] = new MirrorPad(),
        ["Mul"] = new BinaryOperator<Multiply>(),
        ["Neg"] = new UnaryOperator<Negate>(),
        ["NotEqual"] = new ComparisonOperator<NotEqual>(),
        ["OnesLike"] = new FilledLike(1),
        ["Pack"] = new Pack(),
        ["Pad"] = new Pad(),
        ["PadV2"] = new Pad(),
        ["PlaceholderWithDefault"] = new Identity(),
        ["Pow"] = new BinaryOperator<Power>(),
        ["PreventGradient"] = new Identity(),
        ["Prod"] = new Reduction<ProductOf>(),
        ["Range"] = new Counting(),
        ["Rank"] = new Size(shape => shape.Rank),
        ["RealDiv"] = new RealDivision(),
        ["Reciprocal"] = new UnaryOperator<Reciprocal>(),
        ["Relu"] = new KernelActivation(Kernels.Activation.Relu),
        ["Relu6"] = new KernelActivation(Kernels.Activation.Relu6),
        ["Reshape"] = new Reshape(),
        ["ResizeArea"] = new ResizeArea(),
        ["ResizeBilinear"] = new ResizeBilinear(),
        ["ResizeNearestNeighbor"] = new ResizeNearest(),
        ["ReverseV2"] = new Reverse(),
        ["Rint"] = new UnaryOperator<RoundToEven>(),
        ["Round"] = new UnaryOperator<RoundToEven>(),
        ["Rsqrt"] = new UnaryOperator<ReciprocalRoot>(),
        ["Select"] = new Select(),
        ["SelectV2"] = new Select(),
        ["Selu"] = new UnaryOperator<ScaledExponentialLinear>(),
        ["Shape"] = new ShapeOf(),
        ["Sigmoid"] = new UnaryOperator<Sigmoid>(),
        ["Sign"] = new UnaryOperator<Sign>(),
        ["Sin"] = new UnaryOperator<Sine>(),
        ["Size"] = new Size(shape => shape.ElementCount),
        ["Slice"] = new Slice(),
        ["Snapshot"] = new Identity(),
        ["Softmax"] = new Softmax(),
        ["Softplus"] = new UnaryOperator<Softplus>(),
        ["Softsign"] = new UnaryOperator<Softsign>(),
        ["SpaceToBatchND"] = new SpaceToBatch(),
        ["SpaceToDepth"] = new SpaceToDepth(),
        ["Split"] = new Split(),
        ["SplitV"] = new SplitBySizes(),
        ["Sqrt"] = new UnaryOperator<Root>(),
        ["Square"] = new UnaryOperator<Square>(),
        ["SquaredDifference"] = new BinaryOperator<SquaredDifference>(),
        ["Squeeze"] = new Squeeze(),
        ["StopGradient"] = new Identity(),
        ["StridedSlice"] = new StridedSlice(),
        ["Sub"] = new BinaryOperator<Subtract>(),
        ["Sum"] = new Reduction<SumOf>(),
        ["Tanh"] = new UnaryOperator<HyperbolicTangent>(),
        ["Tile"] = new Tile(),
        ["TopKV2"] = new TopK(),
        ["Transpose"] = new Transpose(),
        ["Unpack"] = new Unpack(),
        ["ZerosLike"] = new FilledLike(0),
        [Gelu.OperatorName] = new KernelActivation(Kernels.Activation.Gelu),
    };

    /// <summary>The names of TensorFlow's operators that it has.</summary>
    public static IEnumerable<string> Names => s_operators.Keys.Where(name => name != Gelu.OperatorName);

    /// <summary>The operator of that name; null when the managed runtime lacks it.</summary>
    public static IOperator? Find(string name) => s_operators.GetValueOrDefault(name);

    /// <summary>The operator of a node.</summary>
    /// <exception cref="TesseraException">The managed runtime lacks it.</exception>
    public static IOperator Require(Node node) => Find(node.Operator) ?? throw TesseraException.User(
        "the managed runtime does not have it; use --runtime tensorflow");
}
