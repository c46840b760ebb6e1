namespace Tamma.Client.Benchmarks.Documents.Charts;

/// <summary>Where labels stand so that none covers another. One for which there is no room is left out: its dot says it.</summary>
internal sealed class LabelPlaces(double left, double right, double top, double bottom)
{
    private const double PerLetter = 6.6;
    private const double Height = 13;

    private readonly List<(double Left, double Right, double Top, double Bottom)> _taken = [];

    /// <returns>The begin of its base line; null where there is no room.</returns>
    public (double X, double Y)? Find(double x, double y, string text)
    {
        var width = text.Length * PerLetter;
        (double X, double Y)[] places =
        [
            (x + 7, y + 15), (x - width - 5, y - 7), (x - (width / 2), y - 9), (x + 6, y - 6), (x - width - 8, y + 4), (x - (width / 2), y + 18),
        ];
        foreach (var place in places)
        {
            var box = (Left: place.X, Right: place.X + width, Top: place.Y - Height + 2, Bottom: place.Y + 3);
            if (box.Left >= left && box.Right <= right && box.Top >= top && box.Bottom <= bottom && !_taken.Exists(other => Overlaps(box, other)))
            {
                _taken.Add(box);
                return place;
            }
        }

        return null;
    }

    public void Take(double x, double y, double radius) => _taken.Add((x - radius, x + radius, y - radius, y + radius));

    public void Take(double x, double y, string text) => _taken.Add((x, x + (text.Length * PerLetter), y - Height + 2, y + 3));

    private static bool Overlaps((double Left, double Right, double Top, double Bottom) one, (double Left, double Right, double Top, double Bottom) other) =>
        one.Left < other.Right && other.Left < one.Right && one.Top < other.Bottom && other.Top < one.Bottom;
}
