using System.Text.Json;

namespace Tamma.GroundTruth;

/// <summary>What a trap says, word for word and write for write: the answers in turn, again from the first after the last.</summary>
/// <param name="Address">Loopback of IPv4 or IPv6.</param>
/// <param name="IsSecret">TLS, with a certificate that it signed itself.</param>
/// <param name="Slots">Answers at once; the others wait for their turn, and their times begin with it.</param>
internal sealed record TrapScript(IReadOnlyList<TrapAnswer> Answers, string Address, bool IsSecret, int Slots)
{
    public static TrapScript Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new([.. root.GetProperty("answers").EnumerateArray().Select(TrapAnswer.Of)], root.GetProperty("address").GetString()!, root.GetProperty("tls").GetBoolean(), root.GetProperty("slots").GetInt32());
    }
}

/// <summary>One answer.</summary>
/// <param name="Parts">Bytes, each written by itself at its time: milliseconds after the request was whole. As often as it says.</param>
/// <param name="End">What becomes of the connection: <c>keep</c>, <c>close</c> or <c>reset</c>.</param>
/// <param name="EndAt">When.</param>
internal sealed record TrapAnswer(IReadOnlyList<(double At, byte[] Bytes, int Times)> Parts, string End, double EndAt)
{
    public static TrapAnswer Of(JsonElement json) => new(
        [.. json.GetProperty("parts").EnumerateArray().Select(part => (part.GetProperty("at").GetDouble(), part.GetProperty("bytes").GetBytesFromBase64(), part.GetProperty("times").GetInt32()))],
        json.GetProperty("end").GetString()!,
        json.GetProperty("end_at").GetDouble());
}
