using System.Runtime.CompilerServices;
using LatencyEngine.PerfTests.Harness;

namespace LatencyEngine.PerfTests.Codecs;

/// <summary>
/// Writes or reads the same 64 messages over and over on the first pinned core. Figures: nanoseconds and allocated
/// bytes per message.
/// </summary>
internal sealed class CodecRun<TCodec> : Contender
    where TCodec : ICodec
{
    private const double NanosPerSecond = 1e9;

    private readonly Crew _crew;
    private readonly MessageSet _expected;
    private readonly bool _isEncoding;
    private readonly byte[] _buffer;

    /// <summary>Checks first that this codec writes the expected bytes and reads the expected digests.</summary>
    public CodecRun(string name, Trait traits, Crew crew, MessageSet expected, bool isEncoding)
        : base(name, traits)
    {
        _crew = crew;
        _expected = expected;
        _isEncoding = isEncoding;
        _buffer = new byte[expected.Bytes.Length];
        var own = MessageSet.Of<TCodec>();
        if (!own.Bytes.AsSpan().SequenceEqual(expected.Bytes))
            throw new WrongAnswerException($"{name}: its bytes differ from the baseline's at {own.FirstDifference(expected)}.");
        WrongAnswerException.ThrowUnlessEqual(name, expected.Digest, own.Digest);
    }

    public override Measurement Run(long operations)
    {
        var laps = Math.Max(1, operations / MessageSet.Count);
        var (answer, allocated) = (0L, 0L);
        var elapsed = _crew.Run(() =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            answer = _isEncoding ? EncodeLaps(laps) : DecodeLaps(laps);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        });
        if (_isEncoding) WrongAnswerException.ThrowUnlessEqual(Name, _expected.DigestOf(_expected.Bytes), _expected.DigestOf(_buffer));
        WrongAnswerException.ThrowUnlessEqual(Name, laps * (_isEncoding ? _expected.TotalLength : _expected.Digest), answer);
        var messages = (double)laps * MessageSet.Count;
        return new Measurement(elapsed, [elapsed.TotalSeconds * NanosPerSecond / messages, allocated / messages]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long EncodeLaps(long laps)
    {
        var length = 0L;
        for (var lap = 0L; lap < laps; lap++)
            for (var i = 0; i < MessageSet.Count; i++)
                length += TCodec.Encode(_buffer.AsSpan(i * MessageSet.StrideBytes, MessageSet.StrideBytes), i);
        return length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long DecodeLaps(long laps)
    {
        var sum = 0L;
        var messages = _expected.Bytes;
        var lengths = _expected.Lengths;
        for (var lap = 0L; lap < laps; lap++)
            for (var i = 0; i < lengths.Length; i++)
                sum += TCodec.Decode(messages.AsSpan(i * MessageSet.StrideBytes, lengths[i]));
        return sum;
    }
}
