using System.Runtime.CompilerServices;
using LatencyEngine.Domain;
using LatencyEngine.Runtime.Errors;
using LatencyEngine.Trading.Outputs;

namespace LatencyEngine.Trading.Ledger;

/// <summary>
/// The only way in which money moves: from one account of a wallet to another, with a
/// <see cref="LedgerPosted"/> that tells both balances. Used by the matching stage; owns the count of
/// postings.
/// </summary>
public sealed class PostingWriter(Wallets wallets, OutputWriter outputs)
{
    /// <summary>Postings so far; the last one has this id.</summary>
    public ulong LastPostingId { get; private set; }

    /// <summary>Moves an amount, backwards when it is negative. Nothing is posted for zero.</summary>
    /// <param name="orderId">0 when no order is behind it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Post(int wallet, PostingKind kind, LedgerAccount from, LedgerAccount to, long amount, ulong orderId)
    {
        if (amount > 0) PostPositive(wallet, kind, from, to, amount, orderId);
        else if (amount < 0) PostPositive(wallet, kind, to, from, checked(-amount), orderId);
    }

    private void PostPositive(
        int wallet, PostingKind kind, LedgerAccount from, LedgerAccount to, long amount, ulong orderId)
    {
        Invariant.Check(from != to);
        wallets.Move(wallet, from, to, amount);
        ref var posted = ref outputs.Begin<LedgerPosted>();
        posted.AccountId = wallets.AccountOf(wallet);
        posted.PostingKind = kind;
        posted.FromAccount = from;
        posted.ToAccount = to;
        posted.Currency = wallets.CurrencyOf(wallet);
        posted.Amount = amount;
        posted.OrderId = orderId;
        posted.PostingId = ++LastPostingId;
        posted.FromBalance = wallets.Balance(wallet, from);
        posted.ToBalance = wallets.Balance(wallet, to);
        outputs.End();
    }
}
