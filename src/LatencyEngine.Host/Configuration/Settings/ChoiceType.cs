using System.Collections.Immutable;
using System.Text.Json;
using LatencyEngine.Host.Configuration.Layers;

namespace LatencyEngine.Host.Configuration.Settings;

/// <summary>One of a few words. Immutable.</summary>
public sealed class ChoiceType<T>(ImmutableArray<KeyValuePair<string, T>> choices) : ISettingType<T>
    where T : notnull
{
    public string Name => "choice";

    public string Unit => "";

    public string Range => string.Join(", ", Choices);

    public string Expected => choices.Length == 1 ? $"'{choices[0].Key}'" : $"one of {Range}";

    public IEnumerable<string> Choices => choices.Select(choice => choice.Key);

    public bool TryParse(Node scalar, out T value)
    {
        value = default!;
        if (scalar.Kind is not (NodeKind.Text or NodeKind.Word)) return false;
        foreach (var (word, meaning) in choices)
        {
            if (word != scalar.Text) continue;
            value = meaning;
            return true;
        }
        return false;
    }

    public Node Write(T value) =>
        Node.Scalar(NodeKind.Text, choices.First(choice => choice.Value.Equals(value)).Key);
}

/// <summary>Choices out of enumerations. Pure.</summary>
public static class ChoiceType
{
    /// <summary>Every value in camel case; but for <c>None</c>, which means that nothing was told.</summary>
    public static ChoiceType<T> Of<T>()
        where T : struct, Enum =>
        new([.. Enum.GetValues<T>()
            .Where(value => value.ToString() != "None")
            .Select(value => KeyValuePair.Create(WordOf(value), value))]);

    public static string WordOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
