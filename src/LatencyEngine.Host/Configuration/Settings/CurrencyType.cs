using LatencyEngine.Domain;
using LatencyEngine.Host.Configuration.Layers;

namespace LatencyEngine.Host.Configuration.Settings;

/// <summary>The code of a currency. Immutable.</summary>
public sealed class CurrencyType : ISettingType<Currency>
{
    public string Name => "currency";

    public string Unit => "";

    public string Range => $"1 to {Currency.CodeCharactersMax} letters or digits";

    public string Expected => $"a currency of {Range}";

    public bool TryParse(Node scalar, out Currency value)
    {
        value = default;
        return scalar.Kind is NodeKind.Text or NodeKind.Word && Currency.TryParse(scalar.Text, out value);
    }

    public Node Write(Currency value) => Node.Scalar(NodeKind.Text, value.ToString());
}
