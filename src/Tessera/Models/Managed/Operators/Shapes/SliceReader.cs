using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>Reads the inputs and masks of a <see cref="StridedSlice"/>, one entry after the other.</summary>
sealed class SliceReader(NodeBinding node)
{
    readonly TensorShape _source = node.Input(0).Shape;
    readonly int[] _sourceStrides = StridedView.StridesOf(node.Input(0).Shape);
    readonly int[] _begin = node.ConstantIntegers(1);
    readonly int[] _end = node.ConstantIntegers(2);
    readonly int[] _step = node.ConstantIntegers(3);
    readonly List<int> _extents = [];
    readonly List<int> _strides = [];
    readonly List<int> _shape = [];
    int _offset;
    int _axis;

    /// <summary>What the slice takes, and the shape of the result.</summary>
    /// <exception cref="TesseraException">It does not fit the input.</exception>
    public (StridedView View, TensorShape Shape) Read()
    {
        if (_begin.Length != _end.Length || _begin.Length != _step.Length || _begin.Length > 32)
        {
            throw TesseraException.User("its begin, end and strides must be of one length, at most 32");
        }

        for (var entry = 0; entry < _begin.Length; entry++)
        {
            ReadEntry(entry);
        }

        KeepAxes(_source.Rank - _axis);
        var isEmpty = _extents.Contains(0);
        var view = new StridedView(isEmpty ? 0 : _offset, [.. _extents], [.. _strides]);
        return (view, new TensorShape([.. _shape]));
    }

    void ReadEntry(int entry)
    {
        if (IsSet("ellipsis_mask", entry))
        {
            var later = Enumerable.Range(entry + 1, _begin.Length - entry - 1);
            KeepAxes(_source.Rank - _axis - later.Count(i => !IsSet("new_axis_mask", i)));
        }
        else if (IsSet("new_axis_mask", entry))
        {
            _shape.Add(1);
        }
        else if (_axis >= _source.Rank)
        {
            throw TesseraException.User($"a slice of {_begin.Length} entries does not fit {_source}");
        }
        else if (IsSet("shrink_axis_mask", entry))
        {
            var index = _begin[entry] < 0 ? _begin[entry] + _source[_axis] : _begin[entry];
            RequireIndex(index);
            _offset += index * _sourceStrides[_axis++];
        }
        else
        {
            TakeRange(entry);
        }
    }

    void TakeRange(int entry)
    {
        var (extent, step) = (_source[_axis], _step[entry]);
        if (step == 0)
        {
            throw TesseraException.User("a slice's stride cannot be 0");
        }

        var first = step > 0 ? 0 : extent - 1;
        var last = step > 0 ? extent : -1;
        var begin = IsSet("begin_mask", entry) ? first : Clamp(_begin[entry], extent, step);
        var end = IsSet("end_mask", entry) ? last : Clamp(_end[entry], extent, step);
        var count = Math.Max(0, ((long)end - begin + step - Math.Sign(step)) / step);
        Keep((int)count, step * (long)_sourceStrides[_axis]);
        _offset += begin * _sourceStrides[_axis++];
    }

    static int Clamp(int index, int extent, int step)
    {
        var fromStart = index < 0 ? index + extent : index;
        return step > 0 ? Math.Clamp(fromStart, 0, extent) : Math.Clamp(fromStart, -1, extent - 1);
    }

    void KeepAxes(int count)
    {
        for (; count > 0; count--)
        {
            Keep(_source[_axis], _sourceStrides[_axis]);
            _axis++;
        }
    }

    void Keep(int extent, long stride)
    {
        _extents.Add(extent);
        _strides.Add(extent <= 1 ? 0 : (int)stride);
        _shape.Add(extent);
    }

    void RequireIndex(int index)
    {
        if (index < 0 || index >= _source[_axis])
        {
            throw TesseraException.User($"there is no index {index} along axis {_axis} of {_source}");
        }
    }

    bool IsSet(string mask, int entry) => (node.Attributes.Integer(mask, 0) >> entry & 1) != 0;
}
