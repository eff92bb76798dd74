using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Exchange;

/// <summary>
/// A live order in the pool: one cache line, so that whoever looks at an order pays for one. What only special orders have
/// is in their <see cref="OrderDetail"/>.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = SizeInBytes)]
internal struct OrderNode
{
    public const int SizeInBytes = 64;

    private const int ModeShift = 24;
    private const uint AccountMask = (1U << ModeShift) - 1;

    /// <summary>0 where the node is free.</summary>
    public ulong OrderId;

    /// <summary>Limit in ticks; <see cref="NewOrder.NoPrice"/> without one.</summary>
    public long Price;

    /// <summary>Lots that may trade now: all, but of an iceberg what it shows.</summary>
    public long Lots;

    /// <summary>Place in time: later orders have greater ones, and so has who lost its place.</summary>
    public long Arrival;

    /// <summary>In its queue: of a price, of market orders, or of what is in none.</summary>
    public int Next;
    public int Previous;

    /// <summary>Among the orders of its account, by arrival.</summary>
    public int OwnerNext;
    public int OwnerPrevious;

    /// <summary>The next order whose id falls into the same place of the index, or the next free node.</summary>
    public int IndexNext;

    /// <summary>0 for plain orders.</summary>
    public int Detail;

    public ushort BookId;
    public OrderFlag Flags;

    private uint _accountAndMode;

    public readonly uint AccountId => _accountAndMode & AccountMask;

    public readonly SelfTradePrevention Mode => (SelfTradePrevention)(_accountAndMode >> ModeShift);

    public readonly bool IsSell => (Flags & OrderFlag.Sell) != 0;

    /// <summary>Displayed in the queue of its price, without a reserve, a group or an end.</summary>
    public readonly bool IsPlainResting => (Flags & ~(OrderFlag.Sell | OrderFlag.Day)) == OrderFlag.Resting;

    public readonly Side Side => IsSell ? Side.Sell : Side.Buy;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Has(OrderFlag flag) => (Flags & flag) != 0;

    public void SetOwner(uint accountId, SelfTradePrevention mode) => _accountAndMode = accountId | ((uint)mode << ModeShift);

    public void Set(OrderFlag flag, bool isSet) => Flags = isSet ? Flags | flag : Flags & ~flag;
}
