namespace LatencyEngine.Trading.Risk.Checks;

/// <summary>
/// What owners have: deposits, profit and loss; and what of it is free. In the owner's currency. Pure.
/// </summary>
public static class Equity
{
    /// <summary>Equity of the account, also for its strategies; for the engine that of all accounts.</summary>
    /// <returns><c>false</c> when a rate is missing.</returns>
    public static bool TryOf(RiskState state, in OrderAsk ask, int scope, out Int128 equity)
    {
        equity = 0;
        var row = scope == ScopeRows.Engine ? ScopeRows.Engine : ask.Rows[ScopeRows.Account];
        if (!state.Exposures.TryTotal(row, out var total)) return false;
        equity = total.Pnl;
        if (scope != ScopeRows.Engine) return TryAddDeposits(state, row, ask.AccountId, ref equity);
        for (var account = 1; account <= state.Scopes.AccountCount; account++)
            if (!TryAddDeposits(state, row, (uint)state.Scopes.IdOf(account), ref equity))
                return false;
        return true;
    }

    /// <summary>Cash of an account in all currencies, less what orders approved in this input will hold.</summary>
    /// <inheritdoc cref="TryOf"/>
    public static bool TryFree(RiskState state, in OrderAsk ask, int row, out Int128 free)
    {
        free = 0;
        var account = ask.Rows[ScopeRows.Account];
        for (var i = 0; i < state.Accounting.CurrencyCount; i++)
        {
            var code = state.Accounting.Currency(i);
            var slot = state.Currencies.Find(code);
            var cash = (Int128)state.Accounting.FreeCash(ask.AccountId, code);
            if (slot != CurrencySlots.None) cash -= state.Approvals.HeldOf(account, slot);
            if (!TryAdd(state, cash, code, row, ref free)) return false;
        }

        return true;
    }

    private static bool TryAddDeposits(RiskState state, int row, uint accountId, ref Int128 equity)
    {
        for (var i = 0; i < state.Accounting.CurrencyCount; i++)
        {
            var code = state.Accounting.Currency(i);
            if (!TryAdd(state, state.Accounting.DepositsOf(accountId, code), code, row, ref equity)) return false;
        }

        return true;
    }

    private static bool TryAdd(RiskState state, Int128 amount, ulong currency, int row, ref Int128 sum)
    {
        if (!Worth.TryConvert(state.Rates, amount, currency, state.Scopes.CurrencyOf(row), out var converted))
            return false;
        sum += converted;
        return true;
    }
}
