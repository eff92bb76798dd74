using LatencyEngine.Domain;
using LatencyEngine.Runtime.Errors;
using LatencyEngine.Trading.Instruments;
using LatencyEngine.Trading.Orders;
using LatencyEngine.Trading.Portfolio;

namespace LatencyEngine.Trading.Ledger;

/// <summary>
/// Compares every balance with the orders and positions behind it, the long way round. Cold; a view made for
/// one check.
/// </summary>
[ColdPath("looks at every order and position; at the end of a session and in tests")]
internal sealed class Conservation(Wallets wallets, InstrumentTable instruments, PositionTable positions)
{
    private readonly Int128[] _held = new Int128[wallets.IndexEnd];
    private readonly Int128[] _margin = new Int128[wallets.IndexEnd];
    private readonly Int128[] _inventory = new Int128[wallets.IndexEnd];
    private readonly Int128[] _profit = new Int128[wallets.IndexEnd];
    private readonly Int128[] _fees = new Int128[wallets.IndexEnd];
    private readonly long[] _openLots = new long[positions.Count];
    private readonly int[] _openOrders = new int[positions.Count];

    /// <exception cref="InvariantViolatedException">Something does not add up.</exception>
    public void Check(OrderTable orders)
    {
        for (var link = orders.FirstLive; link != OrderTable.None; link = orders.NextLive(link))
            Add(in orders[link]);
        for (var index = 0; index < positions.Count; index++) Check(index);
        for (var wallet = 0; wallet < wallets.IndexEnd; wallet++) CheckWallet(wallet);
    }

    private void Add(in Order order)
    {
        Invariant.Check(order.Held >= 0);
        _held[WalletOf(order.AccountId, order.InstrumentId)] += order.Held;
        Invariant.Check(order.ReservedLots >= 0);
        _openLots[order.Position] += order.LeavesLots + order.ReservedLots;
        _openOrders[order.Position]++;
    }

    private void Check(int index)
    {
        ref readonly var position = ref positions[index];
        Invariant.Check(position.OpenBuyLots >= 0 && position.OpenSellLots >= 0);
        Invariant.Check(position.OpenBuyLots + position.OpenSellLots == _openLots[index]);
        Invariant.Check(position.OpenOrders == _openOrders[index]);
        Invariant.Check(position.Lots != 0 || position.Cost == 0);
        Invariant.Check(position.Lots != 0 || position.MarginHeld == 0);

        var wallet = WalletOf(position.AccountId, position.InstrumentId);
        var isSpot = instruments[position.InstrumentId].Definition.Kind == InstrumentKind.Spot;
        _margin[wallet] += position.MarginHeld;
        _inventory[wallet] += isSpot ? position.Cost : 0;
        _profit[wallet] += position.RealizedPnl;
        _fees[wallet] += position.Fees;
    }

    private void CheckWallet(int wallet)
    {
        Invariant.Check(wallets.SumOf(wallet) == 0);
        Invariant.Check(wallets.Balance(wallet, LedgerAccount.Held) == _held[wallet]);
        Invariant.Check(wallets.Balance(wallet, LedgerAccount.Margin) == _margin[wallet]);
        Invariant.Check(wallets.Balance(wallet, LedgerAccount.Inventory) == _inventory[wallet]);
        Invariant.Check(wallets.Balance(wallet, LedgerAccount.RealizedPnl) == -_profit[wallet]);
        Invariant.Check(wallets.Balance(wallet, LedgerAccount.Fees) == _fees[wallet]);
        Invariant.Check(wallets.Balance(wallet, LedgerAccount.Taxes) == 0);
    }

    private int WalletOf(uint accountId, uint instrumentId)
    {
        var wallet = wallets.Find(accountId, instruments[instrumentId].Definition.Currency);
        Invariant.Check(wallet != Wallets.None);
        return wallet;
    }
}
