using LatencyEngine.Host.Configuration.Layers;

namespace LatencyEngine.Host.Configuration.Settings;

/// <summary>True or false. Immutable.</summary>
public sealed class FlagType : ISettingType<bool>
{
    public string Name => "flag";

    public string Unit => "";

    public string Range => "true, false";

    public string Expected => "true or false";

    public bool TryParse(Node scalar, out bool value)
    {
        var isWord = scalar.Kind == NodeKind.Word;
        value = scalar.Kind == NodeKind.True || (isWord && scalar.Text == "true");
        return value || scalar.Kind == NodeKind.False || (isWord && scalar.Text == "false");
    }

    public Node Write(bool value) =>
        value ? Node.Scalar(NodeKind.True, "true") : Node.Scalar(NodeKind.False, "false");
}
