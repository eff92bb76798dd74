using System.Text;
using LatencyEngine.Viewer.Commands;

namespace LatencyEngine.Host.Ctl;

/// <summary>Writes key files that only their owner can read, whole or not at all. Cold.</summary>
internal static class KeyFileEditor
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Adds an actor to a key file, which is made where it is not there.</summary>
    /// <param name="replaces">Whether the actor may be there already.</param>
    /// <exception cref="KeyFileException">The file is none, or has the actor.</exception>
    public static void Put(string path, ActorKey actor, bool replaces)
    {
        var lines = new StringBuilder();
        if (File.Exists(path))
        {
            using var keys = KeyFile.Read(path);
            if (keys.Find(actor.ActorId) is { } old && !replaces)
                throw new KeyFileException($"{path}: has {old} already; --force gives it a new key");
            foreach (var other in keys.Actors)
                if (other.ActorId != actor.ActorId)
                    lines.Append(KeyFileLine.Write(other)).Append('\n');
        }

        lines.Append(KeyFileLine.Write(actor)).Append('\n');
        Write(path, lines.ToString());
    }

    /// <summary>Makes a key file with one actor.</summary>
    /// <exception cref="KeyFileException">There is such a file, and it may not be replaced.</exception>
    public static void WriteAlone(string path, ActorKey actor, bool replaces)
    {
        if (File.Exists(path) && !replaces) throw new KeyFileException($"{path}: is there already; --force replaces it");
        Write(path, KeyFileLine.Write(actor) + "\n");
    }

    // Private from its first moment, and complete when it gets its name.
    private static void Write(string path, string text)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder)) CreateFolder(folder);
        var draft = $"{path}.{Environment.ProcessId}.new";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using (var stream = new FileStream(draft, options))
        {
            stream.Write(Encoding.ASCII.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }
}
