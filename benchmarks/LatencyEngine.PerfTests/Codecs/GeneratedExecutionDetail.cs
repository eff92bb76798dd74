using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LatencyEngine.PerfTests.Harness;
using LatencyEngine.PerfTests.Messages;

namespace LatencyEngine.PerfTests.Codecs;

/// <summary>ExecutionDetail through the codecs that the product generates.</summary>
internal readonly struct GeneratedExecutionDetail : ICodec
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Encode(Span<byte> buffer, long number)
    {
        var encoder = ExecutionDetailEncoder.Wrap(buffer);
        ref var block = ref encoder.Block;
        block.OrderId = (ulong)number;
        block.ClientOrderId = (ulong)number + 1;
        block.ExecutionType = ExecutionType.Trade;
        block.Side = Side.Buy;
        block.LeavesQuantity = (uint)number + 2;
        block.FilledQuantity = (uint)number + 3;
        block.AveragePriceRef.MantissaRaw = number + 100;
        block.TransactNanos = (ulong)number + 1_000;
        block.Score = number;
        WriteFills(ref encoder.Fills(Sources.Fills), number);
        ref var parties = ref encoder.Parties(Sources.Parties);
        for (var i = 0; i < Sources.Parties; i++)
        {
            ref var party = ref parties.Next();
            party.PartyId = (ulong)(number + i);
            party.Role = (byte)i;
        }
        encoder.Text(Sources.Text);
        encoder.Raw(Sources.Raw);
        encoder.Reason(Sources.Reason);
        return encoder.Complete();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Decode(ReadOnlySpan<byte> message)
    {
        if (!ExecutionDetailDecoder.TryWrap(message, out var m, out var status))
            throw new WrongAnswerException($"ExecutionDetail is refused: {status}.");
        var sum = (long)m.OrderId + (long)m.ClientOrderId + (byte)m.ExecutionType + (byte)m.Side
            + m.LeavesQuantity
            + m.FilledQuantity + m.AveragePrice.MantissaRaw + (long)m.TransactNanos + (long)m.Score;
        foreach (var fill in m.Fills)
        {
            sum += fill.Price.Mantissa + fill.Quantity + MemoryMarshal.Read<long>(fill.ContraRaw)
                + (ushort)fill.Liquidity;
            foreach (var allocation in fill.Allocations) sum += allocation.Account + allocation.Quantity;
            sum += Sources.Digest(fill.Note);
        }
        foreach (var party in m.Parties) sum += (long)party.PartyId + party.Role;
        return sum + Sources.Digest(m.Text) + Sources.Digest(m.Raw) + Sources.Digest(m.Reason);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteFills(ref ExecutionDetailFillsEncoder fills, long number)
    {
        for (var i = 0; i < Sources.Fills; i++)
        {
            ref var fill = ref fills.Next();
            fill.PriceRef.Mantissa = number + i;
            fill.Quantity = (uint)i;
            fill.TrySetContra(Sources.Symbol);
            fill.Liquidity = Liquidity.Removed;
            ref var allocations = ref fills.Allocations(Sources.AllocationsPerFill);
            for (var j = 0; j < Sources.AllocationsPerFill; j++)
            {
                ref var allocation = ref allocations.Next();
                allocation.Account = (uint)(number + j);
                allocation.Quantity = (ushort)j;
            }
            fills.Note(Sources.Note);
        }
    }
}
