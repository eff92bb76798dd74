using LatencyEngine.Host.Configuration.Layers;

namespace LatencyEngine.Host.Configuration.Settings;

/// <summary>What values a key may have, and how they are read and written. Immutable; any thread.</summary>
public interface ISettingType<T>
{
    /// <summary>A word for the table of keys.</summary>
    string Name { get; }

    string Unit { get; }

    /// <summary>For the table of keys: the bounds, or the choices.</summary>
    string Range { get; }

    /// <summary>For complaints: ends the sentence "expected …".</summary>
    string Expected { get; }

    /// <summary>Whether words for people are known that are close to a wrong one.</summary>
    IEnumerable<string> Choices => [];

    bool TryParse(Node scalar, out T value);

    /// <summary>The one way to write a value; reads back as the same.</summary>
    Node Write(T value);
}
