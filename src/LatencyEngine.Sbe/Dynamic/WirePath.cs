using System.Globalization;
using System.Text;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>Where a walk through a message is, kept as parts and made into text only for a refusal.</summary>
internal sealed class WirePath
{
    private const int NoIndex = -1;

    private readonly List<(string Name, int Index)> _parts = [];

    public void Enter(string name) => _parts.Add((name, NoIndex));

    /// <summary>Names the entry of the group, or the element of the array, that was entered last.</summary>
    public void At(int index) => _parts[^1] = (_parts[^1].Name, index);

    public void Leave() => _parts.RemoveAt(_parts.Count - 1);

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (name, index) in _parts)
        {
            if (text.Length > 0) text.Append('.');
            text.Append(name);
            if (index != NoIndex) text.Append(CultureInfo.InvariantCulture, $"[{index}]");
        }
        return text.ToString();
    }
}
