using System.Runtime.CompilerServices;
using LatencyEngine.Domain;
using LatencyEngine.Runtime.Errors;
using LatencyEngine.Trading.Hashing;

namespace LatencyEngine.Trading.Ledger;

/// <summary>
/// The balances of every account in every currency, one per <see cref="LedgerAccount"/>. Written by the
/// matching stage through <see cref="PostingWriter"/> alone; owns the balances and the lists of accounts and
/// currencies.
/// </summary>
/// <remarks>
/// <b>Invariant.</b> Money only moves: the balances of a wallet always sum to zero, what came from outside
/// included.
/// <b>Limits.</b> Accounts and currencies of the session; every account may have every currency.
/// </remarks>
public sealed class Wallets
{
    public const int None = -1;

    // More than there are kinds: a wallet begins on a line of its own.
    private const int BalancesPerWallet = 16;

    private readonly long[] _balances;
    private readonly short[] _slotOfAccount;
    private readonly uint[] _accounts;
    private readonly ulong[] _baseCurrencies;
    private readonly ulong[] _currencies;

    public Wallets(Capacities capacities)
    {
        Invariant.Check(capacities.Accounts <= short.MaxValue);
        Invariant.Check((int)LedgerAccount.Taxes < BalancesPerWallet);
        _balances = new long[capacities.Accounts * capacities.Currencies * BalancesPerWallet];
        _slotOfAccount = new short[Capacities.AccountIdEnd];
        Array.Fill(_slotOfAccount, (short)None);
        _accounts = new uint[capacities.Accounts];
        _baseCurrencies = new ulong[capacities.Accounts];
        _currencies = new ulong[capacities.Currencies];
    }

    public int AccountCount { get; private set; }

    public int CurrencyCount { get; private set; }

    /// <summary>Wallets have indices below this; between them are those of accounts and currencies to
    /// come.</summary>
    public int IndexEnd => AccountCount * _currencies.Length;

    public bool Knows(uint accountId) => SlotOf(accountId) != None;

    /// <summary>0 for an unknown account.</summary>
    public ulong BaseCurrencyOf(uint accountId) =>
        SlotOf(accountId) is var slot && slot != None ? _baseCurrencies[slot] : 0;

    /// <summary>The place of an account in the order of definition, or <see cref="None"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int SlotOf(uint accountId) => accountId < (uint)_slotOfAccount.Length ? _slotOfAccount[accountId] : None;

    public RejectReason AddAccount(uint accountId, ulong baseCurrency)
    {
        if (accountId == 0 || accountId >= (uint)_slotOfAccount.Length) return RejectReason.MalformedCommand;
        if (baseCurrency == 0) return RejectReason.MalformedCommand;
        if (SlotOf(accountId) is var known && known != None) return Redefine(known, baseCurrency);
        if (AccountCount == _accounts.Length || !TryAddCurrency(baseCurrency)) return RejectReason.CapacityReached;
        var slot = AccountCount++;
        _slotOfAccount[accountId] = (short)slot;
        _accounts[slot] = accountId;
        _baseCurrencies[slot] = baseCurrency;
        return RejectReason.None;
    }

    /// <returns><c>false</c> when it is a new one and there is no room.</returns>
    public bool TryAddCurrency(ulong currency)
    {
        if (FindCurrency(currency) != None) return true;
        if (CurrencyCount == _currencies.Length) return false;
        _currencies[CurrencyCount++] = currency;
        return true;
    }

    /// <param name="index">Below <see cref="CurrencyCount"/>.</param>
    public ulong Currency(int index) => _currencies[index];

    /// <summary>The wallet of an account in a currency, or <see cref="None"/> when either is
    /// unknown.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(uint accountId, ulong currency)
    {
        var slot = SlotOf(accountId);
        var index = FindCurrency(currency);
        return slot == None || index == None ? None : (slot * _currencies.Length) + index;
    }

    public uint AccountOf(int wallet) => _accounts[wallet / _currencies.Length];

    public ulong CurrencyOf(int wallet) => _currencies[wallet % _currencies.Length];

    public long Balance(int wallet, LedgerAccount account) => _balances[(wallet * BalancesPerWallet) + (int)account];

    /// <summary>Moves money inside a wallet.</summary>
    /// <exception cref="OverflowException">A balance would leave ±9.2e12 currency units; nothing has
    /// moved.</exception>
    internal void Move(int wallet, LedgerAccount from, LedgerAccount to, long amount)
    {
        ref var source = ref _balances[(wallet * BalancesPerWallet) + (int)from];
        ref var target = ref _balances[(wallet * BalancesPerWallet) + (int)to];
        var left = checked(source - amount);
        var grown = checked(target + amount);
        source = left;
        target = grown;
    }

    public Int128 SumOf(int wallet)
    {
        Int128 sum = 0;
        foreach (var balance in _balances.AsSpan(wallet * BalancesPerWallet, BalancesPerWallet)) sum += balance;
        return sum;
    }

    public void AddTo(ref StateHash hash)
    {
        for (var i = 0; i < CurrencyCount; i++) hash.Add(_currencies[i]);
        for (var slot = 0; slot < AccountCount; slot++)
        {
            hash.Add(_accounts[slot]);
            hash.Add(_baseCurrencies[slot]);
            var first = slot * _currencies.Length * BalancesPerWallet;
            foreach (var balance in _balances.AsSpan(first, CurrencyCount * BalancesPerWallet)) hash.Add(balance);
        }
    }

    // Limits and equity count in the base currency: another one would give them another meaning without a
    // word.
    private RejectReason Redefine(int slot, ulong baseCurrency) =>
        _baseCurrencies[slot] == baseCurrency ? RejectReason.None : RejectReason.MalformedCommand;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FindCurrency(ulong currency)
    {
        for (var i = 0; i < CurrencyCount; i++)
            if (_currencies[i] == currency) return i;
        return None;
    }
}
