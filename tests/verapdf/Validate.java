// Validates PDF files against PDF/A-3a and PDF/UA-1 with veraPDF, and names what fails.
//
// usage: java -cp <jars> Validate.java FILE...
// exit code: 0 nothing failed, 1 something failed, 2 no files, or a file that could not be read.

import java.io.FileInputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class Validate {
    private static final List<PDFAFlavour> FLAVOURS = List.of(PDFAFlavour.PDFA_3_A, PDFAFlavour.PDFUA_1);

    public static void main(String[] files) throws Exception {
        if (files.length == 0) {
            System.err.println("usage: Validate.java FILE...");
            System.exit(2);
        }
        VeraGreenfieldFoundryProvider.initialise();
        int failed = 0;
        for (String file : files) {
            for (PDFAFlavour flavour : FLAVOURS) {
                failed += validate(file, flavour);
            }
        }
        System.out.println(files.length + " files, " + failed + " failed checks");
        System.exit(failed == 0 ? 0 : 1);
    }

    /** Prints one line a file, and one for each rule that it breaks; returns how many checks failed. */
    private static int validate(String file, PDFAFlavour flavour) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            Map<String, Integer> counts = new TreeMap<>();
            Map<String, String> first = new TreeMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                    counts.merge(rule, 1, Integer::sum);
                    first.putIfAbsent(rule, assertion.getMessage() + " @ " + assertion.getLocation().getContext());
                }
            }
            int failed = counts.values().stream().mapToInt(Integer::intValue).sum();
            // A validator that gave up has asserted little and failed nothing.
            boolean conforms = failed == 0 && result.isCompliant() && result.getTotalAssertions() > 0;
            System.out.println((conforms ? "ok     " : "FAILED ") + flavour.getId() + " " + file + ": "
                    + result.getTotalAssertions() + " checks, " + failed + " failed");
            counts.forEach((rule, count) -> System.out.println("    " + rule + " x" + count + " " + first.get(rule)));
            return conforms ? 0 : Math.max(failed, 1);
        }
    }
}
