using System.Security;

namespace LatencyEngine.Host.Configuration.Layers;

/// <summary>Reads a configuration file. Cold; whatever is wrong becomes an error with its place.</summary>
public static class FileLayer
{
    public const int SizeMax = 16 * 1024 * 1024;

    /// <summary>The file's values; an empty layer after an error.</summary>
    /// <param name="path">Also names the file in origins and errors.</param>
    public static Layer Read(string path, ICollection<ConfigurationError> errors)
    {
        var source = new Origin(OriginKind.File, path);
        try
        {
            var length = new FileInfo(path).Length;
            if (length <= SizeMax) return Parse(source, File.ReadAllBytes(path), errors);
            errors.Add(new ConfigurationError(source, "", $"found {length} bytes; expected at most {SizeMax}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException
                                      or ArgumentException or NotSupportedException)
        {
            errors.Add(new ConfigurationError(source, "", $"cannot be read: {e.Message}"));
        }
        return new Layer(Node.Section([], source));
    }

    /// <summary>As <see cref="Read"/>, of a text that is already here.</summary>
    public static Layer Parse(Origin source, ReadOnlyMemory<byte> content, ICollection<ConfigurationError> errors)
    {
        var root = JsonText.Read(source, content, errors);
        if (root is { Kind: NodeKind.Section }) return new Layer(root);
        if (root is not null)
            errors.Add(new ConfigurationError(root.Origin, "", $"found {root.Describe()}; expected a section {{ … }}"));
        return new Layer(Node.Section([], source));
    }
}
