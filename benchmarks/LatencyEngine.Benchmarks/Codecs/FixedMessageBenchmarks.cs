using BenchmarkDotNet.Attributes;
using LatencyEngine.Benchmarks.Messages;

namespace LatencyEngine.Benchmarks.Codecs;

/// <summary>Writing and reading one fixed message with the generated struct.</summary>
[MemoryDiagnoser]
public class FixedMessageBenchmarks
{
    private readonly byte[] _buffer = new byte[TopOfBook.EncodedLength];
    private ulong _number;

    [GlobalSetup]
    public void Setup() => Encode();

    [Benchmark]
    public void Encode()
    {
        ref var message = ref TopOfBook.EncodeInPlace(_buffer);
        message.Sequence = ++_number;
        message.BidRef.Mantissa = 100;
        message.AskRef.Mantissa = 101;
        message.BidSize = 10;
        message.AskSize = 11;
    }

    [Benchmark]
    public long Decode()
    {
        ref readonly var message = ref TopOfBook.View(_buffer, out var status);
        if (status != SbeStatus.Ok) throw new InvalidOperationException($"The message is refused: {status}.");
        return (long)message.Sequence + message.Bid.Mantissa + message.Ask.Mantissa + message.BidSize
            + message.AskSize;
    }
}
