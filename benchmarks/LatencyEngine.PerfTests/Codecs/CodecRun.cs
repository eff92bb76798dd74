using System.Runtime.CompilerServices;
using LatencyEngine.PerfTests.Harness;

namespace LatencyEngine.PerfTests.Codecs;

/// <summary>
/// Writes or reads the same 64 messages over and over on the first pinned core. Figures: nanoseconds and
/// allocated bytes per message.
/// </summary>
internal sealed class CodecRun<TCodec> : Contender
    where TCodec : ICodec
{
    private const double NanosPerSecond = 1e9;

    private readonly Crew _crew;
    private readonly MessageSet _expected;
    private readonly bool _isEncoding;
    private readonly byte[] _buffer;

    /// <summary>
    /// Checks first that this codec writes the expected bytes and reads the expected digests.
    /// </summary>
    public CodecRun(string name, Trait traits, Crew crew, MessageSet expected, bool isEncoding)
        : base(name, traits)
    {
        _crew = crew;
        _expected = expected;
        _isEncoding = isEncoding;
        _buffer = new byte[expected.Bytes.Length];
        var own = MessageSet.Of<TCodec>();
        if (!own.Bytes.AsSpan().SequenceEqual(expected.Bytes))
            throw new WrongAnswerException(
                $"{name}: its bytes differ from the baseline's at {own.FirstDifference(expected)}.");
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
        Check(laps, answer);
        var messages = (double)laps * MessageSet.Count;
        var nanos = elapsed.TotalSeconds * NanosPerSecond;
        return new Measurement(elapsed, [nanos / messages, allocated / messages]);
    }

    private void Check(long laps, long answer)
    {
        var answerOfLap = _isEncoding ? _expected.TotalLength : _expected.Digest;
        WrongAnswerException.ThrowUnlessEqual(Name, laps * answerOfLap, answer);
        if (_isEncoding && !_buffer.AsSpan().SequenceEqual(_expected.Bytes))
            throw new WrongAnswerException($"{Name}: wrote other bytes than the baseline.");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long EncodeLaps(long laps)
    {
        var length = 0L;
        for (var lap = 0L; lap < laps; lap++)
            for (var i = 0; i < MessageSet.Count; i++)
            {
                var message = _buffer.AsSpan(i * MessageSet.StrideBytes, MessageSet.StrideBytes);
                length += TCodec.Encode(message, i);
            }
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
