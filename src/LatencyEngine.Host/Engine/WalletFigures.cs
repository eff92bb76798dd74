namespace LatencyEngine.Host.Engine;

/// <summary>What the ledger says of one account in one currency. A reading.</summary>
/// <param name="Balances">In the order of <see cref="SessionFigures.Accounts"/>, in 1e-6; they sum to zero.</param>
internal sealed record WalletFigures(uint AccountId, string Name, ulong Currency, IReadOnlyList<long> Balances)
{
    public Int128 Sum => Balances.Aggregate(Int128.Zero, (sum, balance) => sum + balance);
}
