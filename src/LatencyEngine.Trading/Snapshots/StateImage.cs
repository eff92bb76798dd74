using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Trading.Snapshots;

/// <summary>
/// The whole state of a <see cref="TradingStages"/> as bytes: saved from one, loaded into another that was made with
/// the same capacities and the same kinds of strategy. One cold thread, between two inputs; owns its buffer.
/// </summary>
/// <remarks>
/// <para><b>Nothing can be forgotten.</b> No class says what it saves. A walk over the objects takes every instance field there
/// is, of every class, its bases and its structs. What it does not understand is an error that names the field, before
/// anything is saved. Left out is only what is marked: see <see cref="NotStateAttribute"/> and
/// <see cref="StateFields"/>.</para>
/// <para><b>Form.</b> A <see cref="StateLayout"/>, then the objects in the order in which the walk meets them, each once;
/// fields in the order of their names, base classes first. Structs without references are copied as they lie in memory,
/// repetitions in long arrays are elided (<see cref="RunCoding"/>).</para>
/// <para><b>What it is for.</b> The same build on the same kind of host, soon after: a cache of what re-executing the
/// log would give. Any other build refuses it with words, and the log is re-executed.</para>
/// </remarks>
[ColdPath("snapshots are made and loaded by cold threads")]
public sealed class StateImage
{
    private readonly TypePlans _plans = new();
    private readonly StateBuffer _buffer = new();

    /// <summary>What <see cref="Save"/> wrote last; until the next one.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer.Written;

    /// <summary>Which images these stages can load: of the same code, sizes and strategies.</summary>
    /// <exception cref="StateImageException">Some field of theirs cannot be saved; names it.</exception>
    public StateLayout LayoutOf(TradingStages stages) => StateLayout.Of(stages, _plans);

    /// <summary>Saves everything that decides what comes next.</summary>
    /// <exception cref="StateImageException">A field cannot be saved; names it.</exception>
    public void Save(TradingStages stages)
    {
        _buffer.Clear();
        LayoutOf(stages).WriteTo(_buffer);
        new StateSaver(_plans, _buffer).Save(stages);
    }

    /// <summary>Makes the state of the stages the one of the image.</summary>
    /// <exception cref="StateImageException">
    /// The image does not fit or is no image. The stages are as they were when the layout differs; otherwise they are
    /// spoiled.
    /// </exception>
    public void Load(ReadOnlySpan<byte> image, TradingStages stages)
    {
        var reader = new StateReader(image);
        LayoutOf(stages).CheckSame(StateLayout.Read(ref reader));
        new StateLoader(_plans).Load(ref reader, stages);
    }
}
