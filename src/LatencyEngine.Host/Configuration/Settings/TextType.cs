using System.Text;
using LatencyEngine.Host.Configuration.Layers;

namespace LatencyEngine.Host.Configuration.Settings;

/// <summary>Text of bounded length, not empty. Immutable.</summary>
/// <param name="charactersMax">For ASCII text also its size in bytes.</param>
public sealed class TextType(string name, int charactersMax, bool asciiOnly) : ISettingType<string>
{
    private const int PathCharactersMax = 4096;

    public static readonly TextType Path = new("path", PathCharactersMax, asciiOnly: false);

    public string Name => name;

    public string Unit => "";

    public string Range => $"1 to {charactersMax} {Characters}";

    public string Expected => $"a {name} of {Range}";

    private string Characters => asciiOnly ? "printable ASCII characters" : "characters";

    public bool TryParse(Node scalar, out string value)
    {
        value = scalar.Text;
        if (scalar.Kind is not (NodeKind.Text or NodeKind.Word)) return false;
        if (value.Length == 0 || value.Length > charactersMax || value.Any(char.IsControl)) return false;
        return !asciiOnly || Ascii.IsValid(value);
    }

    public Node Write(string value) => Node.Scalar(NodeKind.Text, value);
}
