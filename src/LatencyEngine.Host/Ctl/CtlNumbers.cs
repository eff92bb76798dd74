using LatencyEngine.Domain;
using LatencyEngine.Host.Configuration;
using LatencyEngine.Host.Configuration.Layers;
using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Ctl;

/// <summary>Numbers as people write them, exactly or not at all. Pure.</summary>
internal static class CtlNumbers
{
    /// <summary>In 1e-9 of the currency unit.</summary>
    /// <exception cref="CtlException">No price.</exception>
    public static long Price(string text) => Read("price", text, SettingTypes.Price);

    /// <summary>In 1e-6 of the currency unit.</summary>
    /// <exception cref="CtlException">No amount of money.</exception>
    public static long Money(string text) => Read("amount", text, SettingTypes.Money);

    /// <exception cref="CtlException">No currency.</exception>
    public static Currency Currency(string text) =>
        Domain.Currency.TryParse(text, out var currency)
            ? currency
            : throw new CtlException($"currency: found '{text}'; expected {SettingTypes.Currency.Expected}");

    /// <summary>A quantity in units of the instrument, as lots.</summary>
    /// <exception cref="CtlException">No quantity, or none that the instrument can have.</exception>
    public static long Lots(string text, in InstrumentDefinition instrument)
    {
        var scale = -instrument.LotExponent;
        var lot = scale >= 0 ? ExactNumber.Format(1, scale) : ExactNumber.Format((Int128)Math.Pow(10, -scale), 0);
        if (!ExactNumber.TryParse(text, Math.Max(0, scale), out var lots) || lots <= 0)
            throw new CtlException($"quantity: found '{text}'; expected a positive multiple of {lot}, a lot of {instrument.SymbolText}");
        for (var exponent = 0; exponent < instrument.LotExponent; exponent++)
        {
            if (lots % 10 != 0) throw new CtlException($"quantity: found '{text}'; {instrument.SymbolText} counts in lots of {lot}");
            lots /= 10;
        }

        return lots <= long.MaxValue
            ? (long)lots
            : throw new CtlException($"quantity: found '{text}'; expected at most {long.MaxValue} lots of {lot}");
    }

    /// <exception cref="CtlException">The instrument has no such prices.</exception>
    public static void CheckTick(string text, long price, in InstrumentDefinition instrument)
    {
        if (instrument.TickSize == 0 || price % instrument.TickSize == 0) return;
        var tick = ExactNumber.Format(instrument.TickSize, SettingTypes.NanoScale);
        throw new CtlException($"price: found '{text}'; {instrument.SymbolText} has ticks of {tick}");
    }

    /// <summary>A value that the configuration would take for the same thing.</summary>
    /// <exception cref="CtlException">It would not.</exception>
    public static T Read<T>(string what, string text, ISettingType<T> type) =>
        type.TryParse(Node.Scalar(NodeKind.Word, text), out var value)
            ? value
            : throw new CtlException(
                $"{what}: found '{text}'; expected {type.Expected}{Suggestion.Question(text, type.Choices)}");
}
