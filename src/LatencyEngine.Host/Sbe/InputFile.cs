namespace LatencyEngine.Host.Sbe;

/// <summary>Bytes from a file or from standard input, binary or written as hex digits.</summary>
internal static class InputFile
{
    public const string StandardInput = "-";

    /// <exception cref="IOException">The file cannot be read; the message names it.</exception>
    public static byte[] Read(string path)
    {
        if (path != StandardInput) return File.ReadAllBytes(path);
        using var buffer = new MemoryStream();
        using var input = Console.OpenStandardInput();
        input.CopyTo(buffer);
        return buffer.ToArray();
    }

    /// <summary>
    /// The message in a file: its bytes, or what its hex digits spell when it holds nothing but hex digits and white
    /// space. No
    /// header of a real message consists of such characters, for its version and ids would be above 12 000.
    /// </summary>
    public static byte[] ReadMessage(string path)
    {
        var bytes = Read(path);
        var isHex = bytes.Length > 0 && Array.TrueForAll(bytes, b => char.IsAsciiHexDigit((char)b) || char.IsWhiteSpace((char)b));
        if (!isHex) return bytes;
        var digits = Array.FindAll(bytes, b => char.IsAsciiHexDigit((char)b));
        if (digits.Length % 2 != 0) throw new InvalidDataException($"{path}: {digits.Length} hex digits; expected pairs");
        return Convert.FromHexString(System.Text.Encoding.ASCII.GetString(digits));
    }
}
