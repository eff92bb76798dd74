using System.Text;

namespace LatencyEngine.Host.Configuration.Layers;

/// <summary>
/// A layer of one key and one untyped word. A word that begins with a bracket is JSON. Pure.
/// </summary>
internal static class WordLayer
{
    public static Layer Of(
        IReadOnlyList<string> names, string word, Origin origin, ICollection<ConfigurationError> errors)
    {
        var node = Parse(names, word, origin, errors);
        for (var i = names.Count - 1; i >= 0; i--) node = Node.Section([new Member(names[i], node, origin)], origin);
        return new Layer(node, IgnoresCase: origin.Kind == OriginKind.Environment);
    }

    private static Node Parse(
        IReadOnlyList<string> names, string word, Origin origin, ICollection<ConfigurationError> errors)
    {
        if (!word.StartsWith('[') && !word.StartsWith('{')) return Node.Scalar(NodeKind.Word, word, origin);
        var problems = new List<ConfigurationError>();
        var node = JsonText.Read(origin, Encoding.UTF8.GetBytes(word), problems);
        var key = names.Aggregate("", KeyPath.Append);
        foreach (var problem in problems) errors.Add(problem with { Key = key });
        return node ?? Node.Section([], origin);
    }
}
