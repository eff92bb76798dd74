using System.Collections.Immutable;
using System.Globalization;
using LatencyEngine.Host.Configuration.Layers;

namespace LatencyEngine.Host.Configuration.Settings;

/// <summary>
/// What the layers have to say about one key, lowest first. Sections add up; a list replaces lower lists, and a section
/// with numbers for names changes or adds elements. Immutable.
/// </summary>
internal sealed record LayerStack(Reading Reading, string Key, ImmutableArray<Layer> Layers)
{
    private const char WordSeparator = ',';

    public bool IsEmpty => Layers.IsEmpty;

    /// <summary>Where the key is given first; the defaults when nowhere.</summary>
    public Origin Origin => Layers.IsEmpty ? Origin.Default : Layers[0].Root.Origin;

    public Node Top => Layers[^1].Root;

    /// <summary>The same for a key inside. Names that are data are compared exactly in every layer.</summary>
    public LayerStack Child(string name, bool isData = false)
    {
        var found = from layer in Layers
                    let comparison = isData ? StringComparison.Ordinal : layer.NameComparison
                    from member in layer.Root.Members
                    where member.Name.Equals(name, comparison)
                    select layer with { Root = member.Value };
        return new LayerStack(Reading, KeyPath.Append(Key, name), [.. found]);
    }

    /// <summary>Only what is a section; the rest is refused.</summary>
    public LayerStack Sections()
    {
        foreach (var layer in Layers.Where(layer => layer.Root.Kind != NodeKind.Section))
            Reading.Refuse(layer.Root.Origin, Key, $"found {layer.Root.Describe()}; expected a section");
        return this with { Layers = [.. Layers.Where(layer => layer.Root.Kind == NodeKind.Section)] };
    }

    public ImmutableArray<LayerStack> Elements()
    {
        var elements = new List<List<Layer>>();
        foreach (var layer in Layers)
        {
            if (layer.Root.Kind == NodeKind.List)
                elements = [.. layer.Root.Elements.Select(element => new List<Layer> { layer with { Root = element } })];
            else if (layer.Root.Kind == NodeKind.Section)
                Change(elements, layer);
            else if (layer.Root.Kind == NodeKind.Word)
                elements = [.. Words(layer.Root).Select(word => new List<Layer> { layer with { Root = word } })];
            else
                Reading.Refuse(layer.Root.Origin, Key, $"found {layer.Root.Describe()}; expected a list");
        }
        return [.. elements.Select((stack, i) => new LayerStack(Reading, KeyPath.Append(Key, i), [.. stack]))];
    }

    private void Change(List<List<Layer>> elements, Layer layer)
    {
        foreach (var member in layer.Root.Members)
        {
            var isIndex = int.TryParse(member.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var index);
            if (!isIndex || index > elements.Count)
            {
                var message = $"found '{member.Name}'; expected an index from 0 to {elements.Count}, where "
                    + $"{elements.Count} adds an element";
                Reading.Refuse(member.Origin, Key, message);
                continue;
            }
            if (index == elements.Count) elements.Add([]);
            elements[index].Add(layer with { Root = member.Value });
        }
    }

    private static IEnumerable<Node> Words(Node word) =>
        from text in word.Text.Split(WordSeparator)
        select Node.Scalar(NodeKind.Word, text.Trim(), word.Origin);
}
