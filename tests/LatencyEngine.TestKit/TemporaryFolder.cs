namespace LatencyEngine.TestKit;

/// <summary>A folder of its own for one test, outside of the checkout, gone when the test ends.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder(string name = "latencyengine-") => Path = Directory.CreateTempSubdirectory(name).FullName;

    public string Path { get; }

    /// <summary>Writes a text file below the folder and returns its path.</summary>
    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
