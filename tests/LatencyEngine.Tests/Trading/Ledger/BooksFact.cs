using LatencyEngine.Domain;

namespace LatencyEngine.Tests.Trading.Ledger;

/// <summary>Something that was asked of the books, for their twin to tell what must have come of
/// it.</summary>
internal readonly record struct BooksFact(
    BooksFact.Act Kind, uint Account = 0, ulong Currency = 0, ulong Order = 0, ushort Strategy = 0, uint Instrument = 0,
    Side Side = Side.None, LiquidityRole Role = LiquidityRole.None, long Lots = 0, long Price = 0, long Money = 0)
{
    public enum Act
    {
        None,
        Deposit,
        Withdraw,

        /// <summary>Lots is the quantity, Money the hold.</summary>
        Open,

        /// <summary>Lots is the new quantity, Money the new hold.</summary>
        Resize,

        Fill,
        Close,
    }
}
