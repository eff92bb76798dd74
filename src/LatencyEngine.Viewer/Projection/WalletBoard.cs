using System.Runtime.CompilerServices;
using LatencyEngine.Domain;
using LatencyEngine.Runtime.Collections;

namespace LatencyEngine.Viewer.Projection;

/// <summary>
/// Accounts, their balances, and what currencies are worth. Written by the thread that applies messages; owns the rows.
/// </summary>
public sealed class WalletBoard(ViewerLimits limits)
{
    private const int KindBits = 8;
    private const int CurrencyBits = 16;

    private readonly LongMap<int> _currencies = new(limits.Currencies);

    public ViewTable<AccountDefinition> Accounts { get; } = new(limits.Accounts);

    public ViewTable<BalanceRow> Balances { get; } = new(limits.Balances);

    public ViewTable<CurrencyRate> Rates { get; } = new(limits.CurrencyRates);

    /// <summary>0 where there is none.</summary>
    public long BalanceOf(uint accountId, ulong currency, LedgerAccount kind) =>
        _currencies.TryGet((long)currency, out var index)
        && Balances.TryGet(KeyOf(accountId, index, kind), out var row) ? row.Balance : 0;

    /// <summary>An amount in another currency, rounded half to even; <c>null</c> without a rate, or beyond what fits.</summary>
    public long? Convert(long amount, ulong from, ulong to)
    {
        if (from == to || amount == 0) return amount;
        if (FindRate(from, to) is { } direct) return Portion(amount, direct, RateUnit.One);
        return FindRate(to, from) is { } inverse ? Portion(amount, RateUnit.One, inverse) : null;
    }

    internal void Apply(in AccountDefinition account) => Accounts.Set(account.AccountId, in account);

    internal void Apply(in CurrencyRate rate)
    {
        var from = IndexOf(rate.FromCurrency);
        var to = IndexOf(rate.ToCurrency);
        if (from >= 0 && to >= 0) Rates.Set(((long)from << CurrencyBits) | (long)to, in rate);
    }

    /// <summary>Both sides of a posting; what a later one has told already stays.</summary>
    internal void Apply(in LedgerPosted posting)
    {
        Apply(in posting, posting.FromAccount, posting.FromBalance);
        Apply(in posting, posting.ToAccount, posting.ToBalance);
    }

    internal void Clear()
    {
        Accounts.Clear();
        Balances.Clear();
        Rates.Clear();
    }

    private void Apply(in LedgerPosted posting, LedgerAccount kind, long balance)
    {
        var currency = IndexOf(posting.Currency);
        if (kind == LedgerAccount.None || currency < 0) return;
        var key = KeyOf(posting.AccountId, currency, kind);
        if (Balances.TryGet(key, out var known) && known.Posting.PostingId > posting.PostingId) return;
        ref var row = ref Balances.Change(key);
        if (Unsafe.IsNullRef(ref row)) return;
        row.Posting = posting;
        row.Kind = kind;
        row.Balance = balance;
    }

    private long? FindRate(ulong from, ulong to) =>
        _currencies.TryGet((long)from, out var first) && _currencies.TryGet((long)to, out var second)
        && Rates.TryGet(((long)first << CurrencyBits) | (long)second, out var rate) && rate.Rate > 0 ? rate.Rate : null;

    private static long? Portion(long amount, long part, long whole)
    {
        var product = (Int128)amount * part / whole;
        return product >= long.MinValue && product <= long.MaxValue ? ContractTerms.Portion(amount, part, whole) : null;
    }

    /// <returns>-1 where there is no room for another currency.</returns>
    private int IndexOf(ulong currency)
    {
        if (_currencies.TryGet((long)currency, out var index)) return index;
        if ((long)currency == LongMap<int>.ReservedKey) return -1;
        return _currencies.TryAdd((long)currency, _currencies.Count) == MapAddition.Added ? _currencies.Count - 1 : -1;
    }

    private static long KeyOf(uint accountId, int currency, LedgerAccount kind) =>
        ((long)accountId << (CurrencyBits + KindBits)) | ((long)currency << KindBits) | (long)kind;

    private static class RateUnit
    {
        public const long One = 1_000_000_000;
    }
}

/// <summary>One balance of a wallet: an account, a currency and a kind. A row of <see cref="WalletBoard"/>.</summary>
public struct BalanceRow
{
    /// <summary>The posting that changed it last.</summary>
    public LedgerPosted Posting;

    public LedgerAccount Kind;

    /// <summary>In money of the posting's currency.</summary>
    public long Balance;

    public readonly uint AccountId => Posting.AccountId;

    public readonly ulong Currency => Posting.Currency;
}
