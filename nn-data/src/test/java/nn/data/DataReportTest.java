package nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nn.core.data.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataReportTest {

    @TempDir
    private Path directory;

    private Dataset dataset(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("a.csv"), text);
        return new CsvReader(file, CsvOptions.DEFAULTS.withMissing("?")).dataset();
    }

    @Test
    void reportsEveryColumn() throws IOException {
        DataReport report = DataReport.of(dataset("n,c,same,one,kind\n1,u,7,k,x\n?,v,7,?,x\n4,?,?,k,x\n-2,u,7,k,y\n"));
        assertEquals(4, report.rows());
        assertEquals(
                List.of(
                        new ColumnReport.Numbers("n", 1, -2, -0.5, 1, 2.5, 4, 1, Math.sqrt(6), 0),
                        new ColumnReport.Categories(
                                "c", 1, List.of(new ColumnReport.Count("u", 2), new ColumnReport.Count("v", 1))),
                        new ColumnReport.Numbers("same", 1, 7, 7, 7, 7, 7, 7, 0, 0),
                        new ColumnReport.Categories("one", 1, List.of(new ColumnReport.Count("k", 3)))),
                report.features());
        assertEquals(
                List.of(new ColumnReport.Categories(
                        "kind", 0, List.of(new ColumnReport.Count("x", 3), new ColumnReport.Count("y", 1)))),
                report.targets());
        assertEquals(3, ((ColumnReport.Categories) report.targets().getFirst()).imbalance());
        assertEquals(List.of("same", "one"), report.constantFeatures());
        assertTrue(report.classification());
    }

    @Test
    void outliersLieBeyondTheQuartilesByMoreThanOneAndAHalfTimesTheirDistance() throws IOException {
        // Quartiles 2 and 4, so that 7 is still inside; in the second column they are equal.
        DataReport report = DataReport.of(dataset("a,b,y\n1,0,0.5\n2,0,1\n3,0,1.5\n4,0,2\n7,9,2.5\n"));
        assertEquals(0, ((ColumnReport.Numbers) report.features().getFirst()).outliers());
        report = DataReport.of(dataset("a,b,y\n-1.5,0,0.5\n2,0,1\n3,0,1.5\n4,0,2\n7.1,9,2.5\n"));
        assertEquals(2, ((ColumnReport.Numbers) report.features().getFirst()).outliers());
        assertEquals(0, ((ColumnReport.Numbers) report.features().getLast()).outliers());
    }

    @Test
    void rowsThatRepeatOrContradictOthersAreCounted() throws IOException {
        DataReport report =
                DataReport.of(dataset("a,c,kind\n0,u,x\n-0,u,x\n0,u,y\n0,u,y\n0,?,x\n?,u,x\n?,u,x\n1,u,x\n"));
        assertEquals(3, report.duplicates());
        assertEquals(1, report.contradictions());
    }

    @Test
    void theDigestSeesEverythingButTheName() throws IOException {
        String text = "a,b,y\n1,u,0.5\n300,v,2\n";
        String digest = DataDigest.of(dataset(text));
        assertEquals(digest, DataDigest.of(dataset(text.replace("\n", "\r\n").replace("300", "3e2"))));
        List<String> others = List.of(
                "a,b,y\n1,u,0.5\n300,v,3\n",
                "a,b,y\n1,u,0.5\n301,v,2\n",
                "a,b,y\n300,v,2\n1,u,0.5\n",
                "a,c,y\n1,u,0.5\n300,v,2\n",
                "a,b,y\n1,u,0.5\n300,w,2\n",
                "a,b,y\n1,u,0.5\n300,u,2\n",
                "a,b,y\n1,u,0.5\n?,v,2\n",
                "a,b,z\n1,u,0.5\n300,v,2\n",
                "b,a,y\nu,1,0.5\nv,300,2\n",
                "a,b,y\n-0,u,0.5\n300,v,2\n",
                "a,b,y\n0,u,0.5\n300,v,2\n",
                text + "1,u,0.5\n");
        List<String> digests = new ArrayList<>(List.of(digest));
        for (String other : others) {
            digests.add(DataDigest.of(dataset(other)));
        }
        assertEquals(others.size() + 1, digests.stream().distinct().count());
        assertEquals(64, digest.length());
    }
}
