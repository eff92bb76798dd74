using System.Numerics;
using System.Runtime.CompilerServices;
using LatencyEngine.Domain;
using LatencyEngine.Trading.Instruments;
using LatencyEngine.Trading.Ledger;

namespace LatencyEngine.Trading.Risk;

/// <summary>
/// Money arithmetic that answers instead of throwing or wrapping, whatever the numbers: what comes from outside may
/// be
/// anything. Pure; any thread.
/// </summary>
public static class Worth
{
    /// <summary>
    /// Stands for a worth that cannot be represented: beyond every limit, and sums of it stay exact.
    /// </summary>
    public const long Unrepresentable = long.MaxValue;

    // Int128 holds 127 bits beside the sign.
    private const int ProductBitsMax = 126;

    private const long SmallAmount = 1_000_000_000;
    private const long UnitAmount = 1_000_000;

    /// <summary>What signed lots are worth at a price, in the instrument's currency.</summary>
    /// <param name="price">Above zero.</param>
    /// <returns><c>false</c> when it cannot be represented.</returns>
    public static bool TryValue(in Instrument instrument, long price, long lots, out long value)
    {
        value = Unrepresentable;
        if (price <= 0 || !IsRepresentable(in instrument.Definition, price, lots)) return false;
        value = instrument.Terms.Value(price, lots);
        return true;
    }

    /// <summary>An amount in another currency.</summary>
    /// <returns><c>false</c> when there is no rate.</returns>
    public static bool TryConvert(CurrencyRates rates, Int128 amount, ulong from, ulong to, out Int128 converted)
    {
        converted = amount;
        if (from == to || amount == 0) return true;
        // Any rate takes a small amount to one that fits; a large one goes in parts of whole units.
        if (amount >= -SmallAmount && amount <= SmallAmount)
        {
            if (!rates.TryConvert((long)amount, from, to, out var small)) return false;
            converted = small;
            return true;
        }

        if (!rates.TryConvert(UnitAmount, from, to, out var ofUnit)) return false;
        var bound = (Int128.Abs(amount) / UnitAmount + 1) * ((Int128)ofUnit + 1);
        if (amount == (long)amount && bound <= long.MaxValue)
        {
            rates.TryConvert((long)amount, from, to, out var exact);
            converted = exact;
            return true;
        }

        converted = amount / UnitAmount * ofUnit;
        return true;
    }

    /// <summary>The nearest number that a message can tell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Clamp(Int128 number) =>
        number > long.MaxValue ? long.MaxValue : number < -long.MaxValue ? -long.MaxValue : (long)number;

    /// <summary>Lots as a long, or as the largest of their sign.</summary>
    private static bool IsRepresentable(in InstrumentDefinition terms, long price, long lots)
    {
        if (lots == long.MinValue) return false;
        var size = Math.Abs(lots);
        if (terms.Kind == InstrumentKind.Inverse) return IsInverseRepresentable(in terms, price, size);
        // The common case: money is smaller than the product that it comes of.
        if (terms.Multiplier <= SmallAmount && terms.LotExponent <= 0 && Math.BigMul(price, size, out var low) == 0
            && low >= 0)
            return true;
        var bits = Bits(price) + Bits(size) + Bits(terms.Multiplier);
        var scale = terms.LotExponent - 12;
        if (bits > ProductBitsMax) return false;
        return Fits((Int128)price * size * terms.Multiplier, scale, divisor: 1);
    }

    private static bool IsInverseRepresentable(in InstrumentDefinition terms, long price, long size) =>
        Bits(size) + Bits(terms.Multiplier) <= ProductBitsMax
        && Fits((Int128)size * terms.Multiplier, 6 + terms.LotExponent, price);

    // Whether product × 10^scale ÷ divisor is at most the largest long, without ever forming it.
    private static bool Fits(Int128 product, int scale, long divisor)
    {
        for (; scale > 0; scale--)
        {
            if (product > Int128.MaxValue / 16) return false;
            product *= 10;
        }

        for (; scale < 0; scale++) product /= 10;
        return product / divisor < long.MaxValue;
    }

    private static int Bits(long number) => 64 - BitOperations.LeadingZeroCount((ulong)number);
}
