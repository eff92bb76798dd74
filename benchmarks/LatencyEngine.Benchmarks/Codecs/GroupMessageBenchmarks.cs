using BenchmarkDotNet.Attributes;
using LatencyEngine.Benchmarks.Messages;

namespace LatencyEngine.Benchmarks.Codecs;

/// <summary>Writing and reading a book of two sides with ten levels each with the generated codecs.</summary>
[MemoryDiagnoser]
public class GroupMessageBenchmarks
{
    private const int Levels = 10;
    private const int BufferBytes = 512;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _length;

    [GlobalSetup]
    public void Setup() => _length = Encode();

    [Benchmark]
    public int Encode()
    {
        var encoder = DepthSnapshotEncoder.Wrap(_buffer);
        encoder.Block.InstrumentId = 1;
        ref var bids = ref encoder.Bids(Levels);
        for (var i = 0; i < Levels; i++) bids.Next().Size = (uint)i;
        ref var asks = ref encoder.Asks(Levels);
        for (var i = 0; i < Levels; i++) asks.Next().Size = (uint)i;
        return encoder.Complete();
    }

    [Benchmark]
    public long Decode()
    {
        if (!DepthSnapshotDecoder.TryWrap(_buffer.AsSpan(0, _length), out var decoder, out var status))
            throw new InvalidOperationException($"The message is refused: {status}.");
        var sum = 0L;
        foreach (var level in decoder.Bids) sum += level.Size;
        foreach (var level in decoder.Asks) sum += level.Size;
        return sum;
    }
}
