using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Errors;
using LatencyEngine.Runtime.Memory;
using LatencyEngine.Trading.Hashing;

namespace LatencyEngine.Trading.Exchange;

/// <summary>
/// The whole state of a core as bytes, taken while the core goes on. Made by a cold thread; filled by the core's thread
/// between commands; read by a cold thread when <see cref="IsComplete"/>.
/// </summary>
/// <remarks>
/// <para><b>How.</b> The state is that of the moment at which the core began it. Orders are copied in blocks: the next one whenever
/// the core's thread has time, and any other block just before a command changes an order in it. So a command waits for the
/// copies of the few blocks that it touches, and nothing is ever copied twice.</para>
/// <para><b>Form.</b> Little-endian records: head, books with their positions, owners, groups, then the orders in any order. Links,
/// queues, levels and indexes are not told: they follow from the arrivals.</para>
/// </remarks>
public sealed unsafe class MatchingSnapshot : IDisposable
{
    private readonly NativeBuffer _buffer;
    private long _length;

    /// <param name="capacities">Those of the core, or greater ones.</param>
    [ColdPath("made before the snapshot begins")]
    public MatchingSnapshot(MatchingCapacities capacities)
    {
        var orders = (long)capacities.Orders * Unsafe.SizeOf<OrderRecord>();
        var details = (long)Math.Min(capacities.SpecialOrders, capacities.Orders) * Unsafe.SizeOf<DetailRecord>();
        var groups = (long)capacities.Groups * Unsafe.SizeOf<GroupRecord>();
        var positions = (long)capacities.BookIdEnd * Unsafe.SizeOf<PositionRecord>();
        var accounts = capacities.AccountIdEnd * (Unsafe.SizeOf<OwnerRecord>() + positions);
        var books = (long)capacities.BookIdEnd * Unsafe.SizeOf<BookRecord>();
        _buffer = new NativeBuffer("snapshot", orders + details + groups + accounts + books + Unsafe.SizeOf<SnapshotHead>(), 1);
    }

    /// <summary>All orders of the moment are told.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>What was written; valid until the next snapshot begins. Complete and sealed, it can be loaded.</summary>
    public ReadOnlySpan<byte> Bytes => new(_buffer.Address, checked((int)_length));

    internal ref SnapshotHead Head => ref *(SnapshotHead*)_buffer.Address;

    /// <summary>Finishes a complete snapshot with its length and checksum. A cold thread.</summary>
    [ColdPath("the core has nothing to do with it any more")]
    public void Seal()
    {
        Invariant.Check(IsComplete);
        Head.Length = _length;
        Head.Checksum = ChecksumOf(Bytes);
    }

    [ColdPath("nobody reads it any more")]
    public void Dispose() => _buffer.Dispose();

    internal static ulong ChecksumOf(ReadOnlySpan<byte> bytes)
    {
        var hash = default(StateHash);
        hash.Add(bytes[(2 * sizeof(ulong))..]);
        return hash.Value;
    }

    internal void Begin()
    {
        IsComplete = false;
        _length = Unsafe.SizeOf<SnapshotHead>();
        Head = new SnapshotHead { Magic = SnapshotHead.MagicValue };
    }

    internal void Complete() => IsComplete = true;

    /// <summary>The next record, to be written whole.</summary>
    internal ref T Next<T>()
        where T : unmanaged
    {
        var at = _length;
        _length += Unsafe.SizeOf<T>();
        Invariant.Check(_length <= _buffer.SizeInBytes);
        return ref *(T*)(_buffer.Address + at);
    }
}
